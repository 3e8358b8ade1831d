namespace ModelSync.Core.Placement;

/// <summary>Decides which clusters may move and how far.</summary>
public static class WavePlanner
{
    /// <summary>The mandates of all clusters.</summary>
    public static FleetPlan Plan(FleetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new FleetPlan { Mandates = [], IsComplete = false };
    }
}
