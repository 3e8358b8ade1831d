using ModelSync.Api.Conditions;
using ModelSync.Core.Placement;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Whether what has traffic has the endpoints for it.</summary>
internal static class Availability
{
    /// <summary>What is missing in the first cluster where anything is; null when nothing is.</summary>
    public static Impediment? Missing(Turn turn, FleetTurn fleet)
    {
        foreach (var cluster in fleet.Clusters)
        {
            if (Missing(turn, cluster) is { } missing)
            {
                return missing;
            }
        }

        return fleet.Clusters.Count == 0 ? FleetMessages.NoTargets : null;
    }

    /// <summary>Whether what serves is worse than declared, and not because something moves: its pods crash, or its cluster does not answer.</summary>
    public static bool IsImpaired(Turn turn, FleetTurn fleet)
    {
        if (turn is not { Candidate: null, Status.Stable: not null })
        {
            return false;
        }

        foreach (var cluster in fleet.Clusters)
        {
            var stable = cluster.Observed.Find(cluster.StableRevision);
            var crashes = stable is { Problem.Kind: PodProblemKind.CrashLoop or PodProblemKind.OutOfMemory } && stable.ReadyEndpoints < Needed(turn, cluster, 100);
            if (crashes || cluster.Observed.Reachability != Reachability.Reachable)
            {
                return true;
            }
        }

        return false;
    }

    private static Impediment? Missing(Turn turn, ClusterTurn cluster)
    {
        var name = cluster.Observed.Name;
        if (cluster.Observed.Traffic is not { Observed: { IsEmpty: false, Shares: var shares } })
        {
            return cluster.Observed.Traffic is { IsAccepted: true }
                ? new Impediment(ConditionReasons.EndpointsMissing, $"no revision has a ready endpoint in cluster {name}")
                : new Impediment(ConditionReasons.RouteNotInForce, $"no traffic is let through in cluster {name} yet");
        }

        for (var i = 0; i < shares.Count; i++)
        {
            var ready = cluster.Observed.Find(shares[i].Revision)?.ReadyEndpoints ?? 0;
            var needed = Needed(turn, cluster, shares[i].Weight);
            if (shares[i].Weight > 0 && cluster.Replicas > 0 && ready < needed)
            {
                return new Impediment(ConditionReasons.EndpointsMissing, $"revision {shares[i].Revision} has {ready} ready endpoints in cluster {name} and needs {needed} for its traffic");
            }
        }

        return null;
    }

    // As many as may be evicted at once may be missing for a moment: a Deployment is available by the same measure.
    private static int Needed(Turn turn, ClusterTurn cluster, int weight) =>
        Math.Max(1, (weight * cluster.Replicas / 100) - turn.Spec.MaxUnavailable(cluster.Replicas));
}
