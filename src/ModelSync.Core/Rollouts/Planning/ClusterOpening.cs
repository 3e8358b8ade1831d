using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Opens the clusters of a decision: with their part so far, what is known of their reachability, and their replicas.</summary>
internal static class ClusterOpening
{
    public static ClusterTurn Open(Turn turn, Housekeeping housekeeping, ClusterObservation observed)
    {
        var part = Find(turn, observed.Name.Value) ?? new ClusterRolloutStatus { Name = observed.Name.Value, Stage = ClusterStage.Steady };
        return new ClusterTurn(turn, housekeeping, observed, WithReachability(turn, observed, part), ReplicasIn(turn, observed));
    }

    private static ClusterRolloutStatus? Find(Turn turn, string name)
    {
        foreach (var part in turn.Status.Clusters ?? [])
        {
            if (Text.Same(part.Name, name))
            {
                return part;
            }
        }

        return null;
    }

    // When a cluster was last seen is only written while it is away: a heartbeat in the status would be a write for nothing.
    private static ClusterRolloutStatus WithReachability(Turn turn, ClusterObservation observed, ClusterRolloutStatus part) =>
        observed.Reachability == Reachability.Reachable
            ? part is { Reachable: "True", LostSince: null, LastObservedTime: null } ? part : Back(turn, part)
            : part with { Reachable = "Unknown", LostSince = part.LostSince ?? turn.Stamp, LastObservedTime = observed.ObservedAt is { } at ? Stamp.Of(at) : null };

    // A bake that nobody watched proves nothing: it begins again, as a soak does.
    private static ClusterRolloutStatus Back(Turn turn, ClusterRolloutStatus part) => part with
    {
        Reachable = "True",
        LostSince = null,
        LastObservedTime = null,
        BakeStartedAt = part is { Stage: ClusterStage.Baking, LostSince: not null } ? turn.Stamp : part.BakeStartedAt,
    };

    private static int ReplicasIn(Turn turn, ClusterObservation observed)
    {
        foreach (var entry in turn.Spec.Placement?.Overrides ?? [])
        {
            if (entry.Replicas is { } replicas && LabelQuery.From(entry.Selector).Matches(observed.Labels))
            {
                return turn.Spec.ReplicasOrDefault() == 0 ? 0 : replicas;
            }
        }

        return turn.Spec.ReplicasOrDefault();
    }
}
