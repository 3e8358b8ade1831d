using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Placement;

/// <summary>The way back: of the whole fleet, the newest wave first, or of the part that onFailure names.</summary>
internal static class FleetReturn
{
    /// <summary>All clusters with the candidate go back; nobody waits for a cluster that cannot be reached or written to.</summary>
    public static FleetPlan All(Fleet fleet, FleetFailures failures)
    {
        var all = fleet.Members.Concat(fleet.Leaving).ToList();
        var pending = all.FindAll(static member => member.HasCandidate && member.CannotReturn);
        var newest = -1;
        foreach (var member in all)
        {
            newest = member.HasCandidate && !member.CannotReturn ? Math.Max(newest, Fleet.WaveOf(member, fleet.Current)) : newest;
        }

        return new FleetPlan
        {
            Mandates = [.. all.Select(member => MandateOf(member, isBlocked: Fleet.WaveOf(member, fleet.Current) < newest))],
            Wave = fleet.Input.Wave,
            IsComplete = false,
            Failed = failures.All,
            Waiting = pending.Count > 0 && newest < 0 ? FleetMessages.PendingClusters(pending) : null,
        };
    }

    /// <summary>Too many failures: what onFailure says, as a return of everything where nothing with the candidate would stay.</summary>
    public static FleetPlan Stop(Fleet fleet, FleetFailures failures, ClusterFailure stop)
    {
        var mode = fleet.Input.Placement?.OnFailure ?? FleetFailureMode.RollbackAll;
        var goesBack = fleet.Members.Where(member => member.HasCandidate && GoesBack(fleet, failures, member, mode)).ToHashSet();
        if (mode is FleetFailureMode.RollbackAll || fleet.Members.All(member => !member.HasCandidate || goesBack.Contains(member)))
        {
            return All(fleet, failures) with { Failure = stop };
        }

        var halted = new Impediment(
            FleetReasons.MaxFailuresExceeded,
            $"{stop.Message.TrimEnd('.')}. spec.placement.onFailure is {mode}: abort brings all clusters back, retry tries again.");
        return new FleetPlan
        {
            Mandates = [.. fleet.Members.Select(member => MandateOf(fleet, member, goesBack, halted)), .. fleet.Leaving.Select(FleetAdvance.Leave)],
            Wave = fleet.Input.Wave,
            IsComplete = false,
            Failed = failures.All,
            Halted = halted,
            Waiting = halted,
        };
    }

    private static bool GoesBack(Fleet fleet, FleetFailures failures, FleetMember member, FleetFailureMode mode) =>
        member.WentBack || failures.Of(member) is not null
        || (mode is FleetFailureMode.RollbackWave && Fleet.WaveOf(member, fleet.Current) == fleet.Current);

    private static ClusterMandate MandateOf(Fleet fleet, FleetMember member, HashSet<FleetMember> goesBack, Impediment halted) => member switch
    {
        _ when member.WentBack || goesBack.Contains(member) => new MustReturn(member.Name, member.WaveName),
        { Stage: ClusterStage.Promoted } => new MayAdvance(member.Name, member.WaveName, fleet.Everything),
        { HasCandidate: true } => new MustHold(member.Name, member.WaveName, halted),
        _ => new MustWait(member.Name, member.WaveName, halted),
    };

    private static ClusterMandate MandateOf(FleetMember member, bool isBlocked) => member switch
    {
        { HasBegun: false } => new MustWait(member.Name, member.WaveName, FleetMessages.Returning),
        _ when isBlocked && !member.WentBack => new MustHold(member.Name, member.WaveName, FleetMessages.ReturningLaterWaves),
        _ => new MustReturn(member.Name, member.WaveName),
    };
}
