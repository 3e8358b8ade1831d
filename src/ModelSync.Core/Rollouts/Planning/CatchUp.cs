using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>
/// Clusters that were left out of a rollout keep what they served and are never moved to the new revision in one jump: when they can, they run the
/// canary that they missed, against what they serve.
/// </summary>
internal static class CatchUp
{
    public static bool IsNeeded(Turn turn) => (turn.Status.Clusters ?? []).Any(part =>
        IsBehind(part, turn.Status.Stable?.Revision) && part.Failure is null && IsReachable(turn, part.Name));

    /// <summary>The clusters where stable failed, so that they serve another revision until somebody says retry.</summary>
    public static IReadOnlyList<ClusterRolloutStatus> Failed(Turn turn) =>
        [.. (turn.Status.Clusters ?? []).Where(part => part.Failure is not null && IsBehind(part, turn.Status.Stable?.Revision))];

    /// <summary>Clusters that are behind, in words: what they serve, and why they are.</summary>
    public static string Words(IEnumerable<ClusterRolloutStatus> parts) => string.Join(", ", parts.Select(static part =>
        $"{part.Name}, which still serves {part.Serving ?? "nothing"} ({(part.Failure is null ? "it did not answer when its turn came" : Turn.Clause(Waits.FailureOf(part)))})"));

    /// <summary>Lets them try again; false when there are none.</summary>
    public static bool TryAgain(Turn turn)
    {
        if (turn.Candidate is not null || Failed(turn).Count == 0)
        {
            return false;
        }

        turn.Status = turn.Status with { Clusters = turn.Status.Clusters!.Select(part => part with { Failure = null }).ToList() };
        return true;
    }

    /// <summary>Whether a cluster serves another revision than the one that is stable.</summary>
    public static bool IsBehind(ClusterRolloutStatus part, string? stable) =>
        part.Serving is not null && !Text.Same(part.Serving, stable);

    /// <summary>Whether the candidate is what the cluster serves anyway, so that it has no part in the trial.</summary>
    public static bool IsThere(Turn turn, ClusterRolloutStatus part) =>
        turn.Candidate is { } candidate && Text.Same(part.Serving ?? turn.Status.Stable?.Revision, candidate.Revision);

    /// <summary>Failures of clusters belong to one trial; a new one begins without them.</summary>
    public static void Prepare(Turn turn) =>
        turn.Status = turn.Status with { Clusters = turn.Status.Clusters?.Select(part => ClusterTrack.Steady(part) with { Failure = null }).ToList() };

    private static bool IsReachable(Turn turn, string? cluster) => turn.Snapshot.Clusters.Any(observed =>
        Text.Same(observed.Name.Value, cluster) && observed is { IsSelected: true, Reachability: Reachability.Reachable, WritesRefused: null });
}
