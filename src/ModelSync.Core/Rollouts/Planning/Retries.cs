using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Lets a failed revision be tried again.</summary>
internal static class Retries
{
    /// <summary>Forgets a failure when its cause is gone: another target, or a new retryToken.</summary>
    public static void Settle(Turn turn)
    {
        if (turn.Status.Failed is not { } failed || turn.IsReturning)
        {
            return;
        }

        var target = turn.Snapshot.Target?.Revision;
        var isOtherTarget = target is not null && !Text.Same(target, failed.Revision);
        if (turn.HasFailedInPlace)
        {
            // Another target replaces the first revision elsewhere; only a new token is a wish to try the same one again.
            isOtherTarget = false;
        }

        if (isOtherTarget)
        {
            Clear(turn);
        }
        else if (!Text.Same(turn.Spec.RetryToken ?? string.Empty, failed.RetryToken ?? string.Empty))
        {
            Clear(turn);
            turn.Tell(RolloutEventReasons.RetryRequested, $"{failed.Version} ({failed.Revision}) is tried again: spec.retryToken is another one");
        }
    }

    /// <summary>Forgets the failure; a first revision that failed in place begins its checks anew where it stands.</summary>
    public static void Clear(Turn turn)
    {
        var isInPlace = turn.HasFailedInPlace;
        turn.Status = turn.Status with { Failed = null, Clusters = turn.Status.Clusters?.Select(part => WithoutFailure(turn, part, isInPlace)).ToList() };
        if (isInPlace)
        {
            turn.RaiseEpoch();
        }
    }

    private static ClusterRolloutStatus WithoutFailure(Turn turn, ClusterRolloutStatus part, bool isInPlace) => part with
    {
        Failure = null,
        StepStartedAt = isInPlace ? turn.Stamp : part.StepStartedAt,
        BakeStartedAt = isInPlace && part.BakeStartedAt is not null ? turn.Stamp : part.BakeStartedAt,
        DeadlineStartedAt = isInPlace ? null : part.DeadlineStartedAt,
        DeadlineUsedSeconds = isInPlace ? null : part.DeadlineUsedSeconds,
    };
}
