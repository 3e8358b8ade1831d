using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>Compares an action with the live object and makes the write that is left of it.</summary>
internal sealed class ActionWrites(ClusterSim sim, OperatorProcess process)
{
    private readonly WriteLog _log = new(sim, process);
    private readonly TrafficWrites _traffic = new(sim, process);

    /// <summary>Looks at the live object.</summary>
    public Prepared Prepare(Decided decided, PlannedAction action, ExecutionReport report) => action switch
    {
        AddFinalizer => Finalizer(decided, action, isWanted: true),
        RemoveFinalizer => Finalizer(decided, action, isWanted: false),
        CheckTemplate check => DryRun(check, report),
        RecordRevision record => Record(decided, record),
        RemoveRecord remove => Delete(decided, remove),
        ApplyRevision apply => Scale(decided, apply, apply.Revision, apply.Replicas, report),
        ScaleDownRevision down => Scale(decided, down, down.Revision, down.Replicas, report),
        ApplyTraffic traffic => _traffic.Apply(decided, traffic, report),
        RemoveRevision remove => Delete(decided, remove),
        RemoveTraffic remove => _traffic.Remove(decided, remove),
        RemoveFormerTraffic remove => _traffic.Remove(decided, remove),
        ReleaseObjects release => Release(decided, release),
        _ => throw new InvalidOperationException($"The executor does not know {action.GetType().Name}."),
    };

    private Prepared Finalizer(Decided decided, PlannedAction action, bool isWanted)
    {
        var live = sim.Hub.Rollout.Value;
        return live is null || (live.Metadata.Finalizers?.Contains(Hub.Finalizer) ?? false) == isWanted
            ? Prepared.Done
            : _log.Go(decided, action, () => sim.Hub.SetFinalizer(isWanted));
    }

    private Prepared DryRun(CheckTemplate check, ExecutionReport report)
    {
        var isRefused = sim.QualityOf(check.Record.Inputs.Version).IsTemplateRefused;
        var verdict = new TemplateVerdict(check.Record.Revision, !isRefused, isRefused ? "spec.containers[0].image: Required value" : null);
        process.Gatherer.Templates[verdict.Revision] = verdict;
        report.LookAgainAt = sim.Agenda.Now + 1;
        return Prepared.Done;
    }

    // A record of the same trial is frozen: a decision that did not see it yet must not write another plan over it.
    private Prepared Record(Decided decided, RecordRevision action) =>
        sim.Hub.FindRecord(action.Record.Revision)?.Epoch >= action.Record.Epoch ? Prepared.Done : _log.Go(decided, action, () => sim.Hub.PutRecord(action.Record));

    private Prepared Delete(Decided decided, RemoveRecord action) =>
        sim.Hub.FindRecord(action.Revision) is null ? Prepared.Done : _log.Go(decided, action, () => sim.Hub.RemoveRecord(action.Revision));

    private Prepared Scale(Decided decided, PlannedAction action, string revision, int replicas, ExecutionReport report)
    {
        var member = sim.Member(action.Cluster);
        var live = member.Find(revision);
        var seen = WriteLog.Seen(decided, action.Cluster)?.Find(revision);
        var isTakenBack = live is { IsOwned: false } && seen is null && action is ApplyRevision;
        if (_log.IsFenced(decided, live?.Epoch) || live is { IsOwned: false } != isTakenBack)
        {
            return Prepared.Stop;
        }

        // What is taken back may serve: as many as it has are kept.
        replicas = isTakenBack ? Math.Max(replicas, live!.Replicas) : replicas;
        if (live is { IsOwned: true } && live.Replicas == replicas && live.Applied == replicas && !live.IsTampered)
        {
            return Prepared.Done;
        }

        if ((live?.Replicas != seen?.DesiredReplicas && !isTakenBack) || sim.Hub.FindRecord(revision) is not { } record)
        {
            return Prepared.Stop;
        }

        var isRepair = live is not null && live.Applied == replicas;
        if (_log.MustWait(isRepair, action.Cluster, revision, report))
        {
            return Prepared.Done;
        }

        var next = new SimDeployment { Revision = revision, Record = live?.Record ?? record, Replicas = replicas, Applied = replicas, Epoch = decided.Epoch, ResourceVersion = 0 };
        return new Prepared(Guard.Go, () => _log.Note(member.TryPut(next, live), decided, action, live, null, isRepair, revision));
    }

    private Prepared Delete(Decided decided, RemoveRevision action)
    {
        var live = sim.Member(action.Cluster).Find(action.Revision);
        return live is null ? Prepared.Done
            : _log.IsFenced(decided, live.Epoch) || !live.IsOwned ? Prepared.Stop
            : _log.Go(decided, action, () => sim.Member(action.Cluster).Remove(action.Revision), live);
    }

    private Prepared Release(Decided decided, ReleaseObjects action)
    {
        var member = sim.Member(action.Cluster);
        return member.Route.Value is { IsOwned: true } || member.Deployments.Value.Any(each => each.IsOwned)
            ? _log.Go(decided, action, member.Release)
            : Prepared.Done;
    }
}
