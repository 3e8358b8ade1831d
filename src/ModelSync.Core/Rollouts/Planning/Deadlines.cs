using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>The deadline of a step: it runs while capacity or weight is missing, stands still while something holds the step, and readiness never restarts it.</summary>
internal static class Deadlines
{
    public static bool IsExceeded(Turn turn, ClusterTurn cluster) =>
        cluster is { Hold: null, IsThere: false } && Used(turn, cluster.Part) >= cluster.Plan!.ProgressDeadline;

    /// <summary>The part with its deadline running or stopped, as it should be from now on.</summary>
    public static ClusterRolloutStatus Update(Turn turn, ClusterTurn cluster)
    {
        var part = cluster.Part;
        var runs = part.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted
            && cluster is { Hold: null, IsThere: false, IsReachable: true } && !turn.HasFailedInPlace;
        if (runs && part.DeadlineStartedAt is null)
        {
            part = part with { DeadlineStartedAt = turn.Stamp };
        }
        else if (!runs && part.DeadlineStartedAt is not null)
        {
            // Rounded up: a readiness that flaps must not win a second each time.
            part = part with { DeadlineStartedAt = null, DeadlineUsedSeconds = (int)Math.Min(int.MaxValue, Math.Ceiling(Used(turn, part).TotalSeconds)) };
        }

        if (runs)
        {
            turn.Wake(cluster.Plan!.ProgressDeadline - Used(turn, part));
        }

        return part;
    }

    private static TimeSpan Used(Turn turn, ClusterRolloutStatus part) =>
        TimeSpan.FromSeconds(part.DeadlineUsedSeconds ?? 0) + turn.Elapsed(RolloutTimers.Deadline(part));
}
