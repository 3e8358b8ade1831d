using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>What all writes have in common: they are fenced, told, and counted when they repair something.</summary>
internal sealed class WriteLog(ClusterSim sim, OperatorProcess process)
{
    /// <summary>A write that may be made, without a precondition.</summary>
    public Prepared Go(Decided decided, PlannedAction action, Action write, SimDeployment? deployment = null, SimRoute? route = null) => new(Guard.Go, () =>
    {
        write();
        return Note(isWritten: true, decided, action, deployment, route, isRepair: false, field: string.Empty);
    });

    /// <summary>Tells a write that was made; false when it was not.</summary>
    public bool Note(bool isWritten, Decided decided, PlannedAction action, SimDeployment? deployment, SimRoute? route, bool isRepair, string field, TrafficSplit? former = null)
    {
        if (isWritten)
        {
            if (isRepair)
            {
                process.Repairs.Add($"{action.Cluster}/{field}", sim.Agenda.Now);
            }

            var isStale = !ReferenceEquals(sim.Leader, process);
            sim.NoteEffect(new Effect(decided, action, sim.FindMember(action.Cluster), deployment, route) { IsStale = isStale, IsRepair = isRepair, FormerBefore = former });
        }

        return isWritten;
    }

    /// <summary>Whether a repair of a contended field has to wait; the report says until when.</summary>
    public bool MustWait(bool isRepair, ClusterName cluster, string field, ExecutionReport report)
    {
        var wait = isRepair ? process.Repairs.WaitFor($"{cluster}/{field}", sim.Agenda.Now) : 0;
        if (wait > 0)
        {
            report.LookAgainAt = Math.Min(report.LookAgainAt ?? long.MaxValue, sim.Agenda.Now + wait);
        }

        return wait > 0;
    }

    /// <summary>Whether a later epoch has written the object.</summary>
    public bool IsFenced(Decided decided, long? liveEpoch) => liveEpoch > decided.Epoch && sim.Bug != PlantedBug.IgnoresEpochs;

    /// <summary>The cluster as the decision saw it; null when it did not.</summary>
    public static ClusterObservation? Seen(Decided decided, ClusterName cluster)
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
