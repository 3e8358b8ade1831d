using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>A property that no history may break. It sees the truth; a decision is judged by the snapshot that it was made from.</summary>
internal abstract class Invariant(int number) : Witness
{
    /// <summary>The world that is watched.</summary>
    protected ClusterSim Sim { get; private set; } = null!;

    /// <inheritdoc />
    public override void Begun(ClusterSim sim) => Sim = sim;

    /// <summary>Reports a break.</summary>
    protected void Break(string message) => Sim.Violate(number, message);

    /// <summary>The cluster as a decision saw it.</summary>
    protected static ClusterObservation? Seen(Decided decided, ClusterName cluster)
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

    /// <summary>Pods of a revision that has all traffic, as a decision saw it.</summary>
    protected static int Replicas(Decided decided) => decided.Snapshot.Rollout.Spec?.Replicas ?? 1;

    /// <summary>Ready endpoints of a revision, as a decision saw them.</summary>
    protected static int Ready(ClusterObservation? seen, string? revision) => seen?.Find(revision)?.ReadyEndpoints ?? 0;

    /// <summary>The fewest pods that carry a weight.</summary>
    protected static int Needs(int weight, int replicas) => ((weight * replicas) + 99) / 100;

    /// <summary>Whether somebody wants no pods: no replicas, a deletion, or StopServing with a version that was withdrawn.</summary>
    protected static bool IsStopped(Decided decided) =>
        Replicas(decided) == 0
        || decided.Snapshot.Rollout.Metadata.DeletionTimestamp is not null
        || (decided.Snapshot.Rollout.Spec?.OnQuarantine == QuarantineMode.StopServing && decided.Snapshot.Versions.Any(version => version.Lifecycle == Api.Versions.Lifecycle.Quarantined));

    /// <summary>Whether two names are the same.</summary>
    protected static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
