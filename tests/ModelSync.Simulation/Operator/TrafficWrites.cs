using ModelSync.Core.Actions;
using ModelSync.Core.Traffic;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>Compares what splits the traffic with what a decision wants, and makes the write that is left of it.</summary>
internal sealed class TrafficWrites(ClusterSim sim, OperatorProcess process)
{
    private const string Field = "route";
    private readonly WriteLog _log = new(sim, process);

    /// <summary>Makes, repairs or changes it.</summary>
    public Prepared Apply(Decided decided, ApplyTraffic action, ExecutionReport report)
    {
        var member = sim.Member(action.Cluster);
        var live = member.Route.Value?.By(decided.Traffic);
        var seen = WriteLog.Seen(decided, action.Cluster)?.Traffic?.Written;
        var isTakenBack = member.Route.Value is { IsOwned: false } && seen is null;
        if (_log.IsFenced(decided, live?.Epoch) || member.Route.Value is { IsOwned: false } != isTakenBack)
        {
            return Prepared.Stop;
        }

        if (live is { IsOwned: true } && live.Written.Equals(action.Split) && live.Selector == action.Selector && live.Applied.Equals(action.Split) && !live.IsTampered)
        {
            return Prepared.Done;
        }

        if (!isTakenBack && (live is null != seen is null || (live is not null && !live.Written.Equals(seen))))
        {
            return Prepared.Stop;
        }

        var isRepair = live is not null && live.Applied.Equals(action.Split);
        if (_log.MustWait(isRepair, action.Cluster, Field, report))
        {
            return Prepared.Done;
        }

        var former = member.Route.Value?.InForceBeside(decided.Traffic);
        return new Prepared(Guard.Go, () => _log.Note(member.TryPutRoute(Next(decided, action), live), decided, action, null, live, isRepair, Field, former));
    }

    /// <summary>Deletes everything that splits.</summary>
    public Prepared Remove(Decided decided, RemoveTraffic action)
    {
        var member = sim.Member(action.Cluster);
        return member.Route.Value is not { } live ? Prepared.Done
            : _log.IsFenced(decided, live.LastEpoch) || !live.IsOwned ? Prepared.Stop
            : _log.Go(decided, action, member.RemoveTraffic, route: live);
    }

    /// <summary>
    /// Deletes the routes of other types, after a live look at the one that takes their place: another process may have changed the type meanwhile, and then
    /// what this one takes for former is all that there is.
    /// </summary>
    public Prepared Remove(Decided decided, RemoveFormerTraffic action)
    {
        var member = sim.Member(action.Cluster);
        if (member.Route.Value is not { } live || live.Beside(decided.Traffic).Count == 0)
        {
            return Prepared.Done;
        }

        var seen = WriteLog.Seen(decided, action.Cluster)?.Traffic;
        var isReplaced = live.By(decided.Traffic) is { IsAccepted: true } now && now.Selector == seen?.Selector && now.Written.Equals(seen.Written);
        return _log.IsFenced(decided, live.LastEpoch) || !live.IsOwned || (!isReplaced && sim.Bug != PlantedBug.RemovesTheFormerAtOnce) ? Prepared.Stop
            : _log.Go(decided, action, () => member.RemoveFormer(decided.Traffic), route: live);
    }

    private static SimRoute Next(Decided decided, ApplyTraffic action) => new()
    {
        Type = decided.Traffic,
        Written = action.Split,
        Applied = action.Split,
        Selector = action.Selector,
        InForce = TrafficSplit.Empty,
        Epoch = decided.Epoch,
        Generation = 0,
        AcceptedGeneration = 0,
        ResourceVersion = 0,
    };
}
