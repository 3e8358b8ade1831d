using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>Compares an action with the live object and makes the write that is left of it.</summary>
internal sealed class ActionWrites(ClusterSim sim, OperatorProcess process)
{
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
        ApplyTraffic traffic => Traffic(decided, traffic, report),
        RemoveRevision remove => Delete(decided, remove),
        RemoveTraffic remove => Delete(decided, remove),
        RemoveFormerTraffic => Prepared.Done,
        ReleaseObjects release => Release(decided, release),
        _ => throw new InvalidOperationException($"The executor does not know {action.GetType().Name}."),
    };

    private Prepared Finalizer(Decided decided, PlannedAction action, bool isWanted)
    {
        var live = sim.Hub.Rollout.Value;
        return live is null || (live.Metadata.Finalizers?.Contains(Hub.Finalizer) ?? false) == isWanted
            ? Prepared.Done
            : Go(decided, action, () => sim.Hub.SetFinalizer(isWanted));
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
        sim.Hub.FindRecord(action.Record.Revision)?.Epoch >= action.Record.Epoch ? Prepared.Done : Go(decided, action, () => sim.Hub.PutRecord(action.Record));

    private Prepared Delete(Decided decided, RemoveRecord action) =>
        sim.Hub.FindRecord(action.Revision) is null ? Prepared.Done : Go(decided, action, () => sim.Hub.RemoveRecord(action.Revision));

    private Prepared Scale(Decided decided, PlannedAction action, string revision, int replicas, ExecutionReport report)
    {
        var member = sim.Member(action.Cluster);
        var live = member.Find(revision);
        if (IsFenced(decided, live?.Epoch) || live is { IsOwned: false })
        {
            return Prepared.Stop;
        }

        if (live is not null && live.Replicas == replicas && live.Applied == replicas && !live.IsTampered)
        {
            return Prepared.Done;
        }

        if (live?.Replicas != Seen(decided, action.Cluster)?.Find(revision)?.DesiredReplicas || sim.Hub.FindRecord(revision) is not { } record)
        {
            return Prepared.Stop;
        }

        var isRepair = live is not null && live.Applied == replicas;
        if (MustWait(isRepair, action.Cluster, revision, report))
        {
            return Prepared.Done;
        }

        var next = new SimDeployment { Revision = revision, Record = live?.Record ?? record, Replicas = replicas, Applied = replicas, Epoch = decided.Epoch, ResourceVersion = 0 };
        return new Prepared(Guard.Go, () => Note(member.TryPut(next, live), decided, action, live, null, isRepair, revision));
    }

    private Prepared Traffic(Decided decided, ApplyTraffic action, ExecutionReport report)
    {
        var member = sim.Member(action.Cluster);
        var live = member.Route.Value;
        if (IsFenced(decided, live?.Epoch) || live is { IsOwned: false })
        {
            return Prepared.Stop;
        }

        if (live is not null && live.Written.Equals(action.Split) && live.Selector == action.Selector && live.Applied.Equals(action.Split) && !live.IsTampered)
        {
            return Prepared.Done;
        }

        var seen = Seen(decided, action.Cluster)?.Traffic?.Written;
        if (live is null != seen is null || (live is not null && !live.Written.Equals(seen)))
        {
            return Prepared.Stop;
        }

        var isRepair = live is not null && live.Applied.Equals(action.Split);
        if (MustWait(isRepair, action.Cluster, "route", report))
        {
            return Prepared.Done;
        }

        var next = new SimRoute
        {
            Written = action.Split,
            Applied = action.Split,
            Selector = action.Selector,
            InForce = TrafficSplit.Empty,
            Epoch = decided.Epoch,
            Generation = 0,
            AcceptedGeneration = 0,
            ResourceVersion = 0,
        };
        return new Prepared(Guard.Go, () => Note(member.TryPutRoute(next, live), decided, action, null, live, isRepair, "route"));
    }

    private Prepared Delete(Decided decided, RemoveRevision action)
    {
        var live = sim.Member(action.Cluster).Find(action.Revision);
        return live is null ? Prepared.Done
            : IsFenced(decided, live.Epoch) || !live.IsOwned ? Prepared.Stop
            : Go(decided, action, () => sim.Member(action.Cluster).Remove(action.Revision), live);
    }

    private Prepared Delete(Decided decided, RemoveTraffic action)
    {
        var live = sim.Member(action.Cluster).Route.Value;
        return live is null ? Prepared.Done
            : IsFenced(decided, live.Epoch) || !live.IsOwned ? Prepared.Stop
            : Go(decided, action, () => sim.Member(action.Cluster).RemoveRoute(), route: live);
    }

    private Prepared Release(Decided decided, ReleaseObjects action)
    {
        var member = sim.Member(action.Cluster);
        return member.Route.Value is { IsOwned: true } || member.Deployments.Value.Any(each => each.IsOwned)
            ? Go(decided, action, member.Release)
            : Prepared.Done;
    }

    private Prepared Go(Decided decided, PlannedAction action, Action write, SimDeployment? deployment = null, SimRoute? route = null) => new(Guard.Go, () =>
    {
        write();
        return Note(isWritten: true, decided, action, deployment, route, isRepair: false, field: string.Empty);
    });

    private bool Note(bool isWritten, Decided decided, PlannedAction action, SimDeployment? deployment, SimRoute? route, bool isRepair, string field)
    {
        if (isWritten)
        {
            if (isRepair)
            {
                process.Repairs.Add($"{action.Cluster}/{field}", sim.Agenda.Now);
            }

            var isStale = !ReferenceEquals(sim.Leader, process);
            sim.NoteEffect(new Effect(decided, action, sim.FindMember(action.Cluster), deployment, route) { IsStale = isStale, IsRepair = isRepair });
        }

        return isWritten;
    }

    private bool MustWait(bool isRepair, ClusterName cluster, string field, ExecutionReport report)
    {
        var wait = isRepair ? process.Repairs.WaitFor($"{cluster}/{field}", sim.Agenda.Now) : 0;
        if (wait > 0)
        {
            report.LookAgainAt = Math.Min(report.LookAgainAt ?? long.MaxValue, sim.Agenda.Now + wait);
        }

        return wait > 0;
    }

    private bool IsFenced(Decided decided, long? liveEpoch) => liveEpoch > decided.Epoch && sim.Bug != PlantedBug.IgnoresEpochs;

    private static ClusterObservation? Seen(Decided decided, ClusterName cluster)
    {
        foreach (var seen in decided.Snapshot.Clusters)
        {
            if (seen.Name == cluster)
            {
                return seen;
            }
        }

        return null;
    }
}
