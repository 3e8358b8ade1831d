using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
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
        // What was proven is nobody's trial: neither stable, nor what it gives way to because it was withdrawn.
        if (turn is not ({ Candidate: null, Status.Stable: not null } or { Candidate: { Pace: RolloutPace.Return, Stage: not CandidateStage.Returning } }))
        {
            return false;
        }

        foreach (var cluster in fleet.Clusters)
        {
            var proven = cluster.Observed.Find(turn.Candidate?.Revision ?? cluster.StableRevision);
            var crashes = proven is { Problem.Kind: PodProblemKind.CrashLoop or PodProblemKind.OutOfMemory } && proven.ReadyEndpoints < Needed(turn, cluster, 100);
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
            // Until the route of a new type is accepted the former one serves what it served before.
            return cluster is { Observed.HasFormerTraffic: true, Part.Weights: { Count: > 0 } weights }
                ? weights.Select(weight => Missing(turn, cluster, weight.Revision, weight.Desired ?? 0)).FirstOrDefault(static missing => missing is not null)
                : cluster.Observed.Traffic is { IsAccepted: true }
                ? new Impediment(ConditionReasons.EndpointsMissing, $"no revision has a ready endpoint in cluster {name}")
                : new Impediment(ConditionReasons.RouteNotInForce, $"no traffic is let through in cluster {name} yet");
        }

        for (var i = 0; i < shares.Count; i++)
        {
            if (Missing(turn, cluster, shares[i].Revision, shares[i].Weight) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    private static Impediment? Missing(Turn turn, ClusterTurn cluster, string? revision, int weight)
    {
        var ready = cluster.Observed.Find(revision)?.ReadyEndpoints ?? 0;
        var needed = Needed(turn, cluster, weight);
        return weight > 0 && cluster.Replicas > 0 && ready < needed
            ? new Impediment(ConditionReasons.EndpointsMissing, $"revision {revision} has {ready} ready endpoints in cluster {cluster.Observed.Name} and needs {needed} for its traffic")
            : null;
    }

    // As many as may be evicted at once may be missing for a moment: a Deployment is available by the same measure.
    private static int Needed(Turn turn, ClusterTurn cluster, int weight) =>
        Math.Max(1, (weight * cluster.Replicas / 100) - turn.Spec.MaxUnavailable(cluster.Replicas));
}
