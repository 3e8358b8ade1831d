namespace ModelSync.Core.Placement;

/// <summary>Decides which clusters may move and how far.</summary>
/// <remarks>
/// A rollout without a placement is one wave of one cluster, and nothing here knows the difference. Rules, each with a test:
/// <list type="bullet">
/// <item>A wave starts when every cluster of those before it has baked, answers and has soaked, and somebody approved where that is required.</item>
/// <item>An unknown cluster is neither healthy, failed nor absent: it freezes its wave, starts the soak again and never counts as done.</item>
/// <item>A cluster that is new, or back after it was left out, joins the wave under way and takes all steps.</item>
/// <item>More failures than maxFailures stop everything in the same decision; so does a wave in which every cluster failed.</item>
/// <item>On the way back a wave waits for later ones, but never for a cluster that cannot be reached or written to.</item>
/// <item>A placement, or a wave yet to come, without clusters is NoTargets, never success.</item>
/// </list>
/// </remarks>
public static class WavePlanner
{
    /// <summary>The mandates of all clusters.</summary>
    public static FleetPlan Plan(FleetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fleet = Fleet.Of(input);
        var failures = FleetFailures.Of(fleet);
        if (input.IsReturning)
        {
            return FleetReturn.All(fleet, failures);
        }

        if (fleet.Members.Count == 0)
        {
            return new FleetPlan
            {
                Mandates = [.. fleet.Leaving.Select(FleetAdvance.Leave)],
                Wave = input.Wave,
                IsComplete = false,
                Waiting = FleetMessages.NoTargets,
            };
        }

        return failures.Stop is { } stop ? FleetReturn.Stop(fleet, failures, stop) : FleetAdvance.Plan(fleet, failures);
    }
}
