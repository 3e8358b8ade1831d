using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>What each condition says; the order is that of the status.</summary>
/// <remarks>
/// <code>
/// phase                     Ready     Reconciling             Stalled
/// Healthy                   True      -                       -
/// Pending, Blocked          Unknown/  where the version is    -
///                           False     still being resolved
/// Progressing, Promoting,   Unknown   True                    -
/// Baking
/// Paused                    Unknown   where it ends by itself -
/// RollingBack               False     after a revert or a     after a failure
///                                     new target
/// RolledBack, Degraded      False     -                       True
/// Degraded by pods that     False/    True                    -
/// crash, a lost cluster     Unknown
/// any, being deleted        False     True                    -
/// </code>
/// Rolling back after a failure is Stalled at once: that the declared version will not serve is decided then, and whoever waits should not wait on.
/// </remarks>
internal static class RolloutConditions
{
    public static IEnumerable<Finding> Of(SituationView view)
    {
        yield return Ready(view);
        if (Pair(view) is { } pair)
        {
            yield return pair;
        }

        yield return Available(view);
        if (view.IsPaused)
        {
            yield return Finding.True(ConditionTypes.Paused, view.PauseReasonText, view.PauseMessage);
        }

        if (RolledBack(view) is { } rolledBack)
        {
            yield return rolledBack;
        }

        if (view.IsPolicyWaiting)
        {
            var message = view.Situation.Blocked?.Message ?? view.Status.Pause?.Message ?? "An approval is missing.";
            yield return Finding.True(ConditionTypes.AwaitingApproval, ConditionReasons.AwaitingApproval, message);
        }

        if (view.Situation.IsPlanPending)
        {
            const string Message = "The plan in the spec differs from the one that the present trial began with: it takes effect with the next start or retry.";
            yield return Finding.True(ConditionTypes.PlanPending, ConditionReasons.PlanChanged, Message);
        }
    }

    private static Finding Ready(SituationView view)
    {
        var message = RolloutMessages.Ready(view);
        if (view.IsDeleting)
        {
            return Finding.False(ConditionTypes.Ready, ConditionReasons.Deleting, message);
        }

        // A trial goes on, and what it is to end is already known to be wrong.
        if (view.Status.Candidate is not null && view.Situation.NotReady is { } notReady
            && view.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Baking or RolloutPhase.Paused)
        {
            return Finding.False(ConditionTypes.Ready, notReady.Reason, $"{notReady.Message.TrimEnd('.')}. Now: {message}");
        }

        return view.Phase switch
        {
            RolloutPhase.Healthy => Finding.True(ConditionTypes.Ready, HealthyReason(view), message),
            RolloutPhase.RollingBack => Finding.False(ConditionTypes.Ready, view.ReturnReasonText, message),
            RolloutPhase.RolledBack or RolloutPhase.Degraded when view.Problem is { } problem => Finding.False(ConditionTypes.Ready, problem.Reason, message),
            RolloutPhase.Blocked => Finding.False(ConditionTypes.Ready, (view.Situation.Blocked ?? view.Situation.NotReady)!.Reason, message),
            RolloutPhase.Pending => Finding.Unknown(ConditionTypes.Ready, view.Situation.Blocked?.Reason ?? ConditionReasons.Pending, message),
            RolloutPhase.Paused => Finding.Unknown(ConditionTypes.Ready, view.PauseReasonText, message),
            _ => InMotion(view, message),
        };
    }

    private static Finding InMotion(SituationView view, string message) =>
        view.Status.Candidate is null && view.Situation.Unavailable is { } missing
            ? Finding.False(ConditionTypes.Ready, missing.Reason, message)
            : Finding.Unknown(ConditionTypes.Ready, MotionReason(view), message);

    /// <summary>Reconciling or Stalled: one of the two or none, so that they are never both there.</summary>
    private static Finding? Pair(SituationView view)
    {
        if (view.IsDeleting)
        {
            return Finding.True(ConditionTypes.Reconciling, ConditionReasons.Deleting, RolloutMessages.Ready(view));
        }

        if (view.IsFailing)
        {
            return Finding.True(ConditionTypes.Stalled, view.ReturnReasonText, RolloutMessages.Ready(view));
        }

        if (view.Problem is { } problem && !view.IsReturning)
        {
            return Finding.True(ConditionTypes.Stalled, problem.Reason, problem.Message);
        }

        return GoesOnByItself(view) ? Finding.True(ConditionTypes.Reconciling, MotionReason(view), RolloutMessages.Ready(view)) : null;
    }

    private static bool GoesOnByItself(SituationView view) => view.Phase switch
    {
        RolloutPhase.Healthy => false,
        RolloutPhase.Blocked or RolloutPhase.Pending =>
            view.Situation.Blocked?.Reason is null or ConditionReasons.VersionNotReady && view.Situation.NotReady is null,
        RolloutPhase.Paused => !view.IsWaitingForSomebody,
        _ => true,
    };

    private static Finding Available(SituationView view)
    {
        if (view.Situation.IsScaledToZero)
        {
            return Finding.True(ConditionTypes.Available, ConditionReasons.ScaledToZero, "Replicas is 0: nothing is asked to serve.");
        }

        if (view.Status.Stable is null && view.Status.Weights is null or { Count: 0 })
        {
            return Finding.False(ConditionTypes.Available, ConditionReasons.NothingServes, "No revision has traffic yet.");
        }

        return view.Situation.Unavailable is not { } missing
            ? Finding.True(ConditionTypes.Available, ConditionReasons.EndpointsReady, "Every revision with traffic has the ready endpoints for it.")
            : Finding.False(ConditionTypes.Available, view.IsDeleting ? ConditionReasons.Deleting : missing.Reason, missing.Message);
    }

    private static Finding? RolledBack(SituationView view)
    {
        if (view.IsFailing)
        {
            var reason = view.HasPendingClusters ? ConditionReasons.PendingClusters : ConditionReasons.InProgress;
            return Finding.False(ConditionTypes.RolledBack, reason, RolloutMessages.Ready(view));
        }

        return view.IsRolledBack && !view.IsReturning
            ? Finding.True(ConditionTypes.RolledBack, view.Status.Failed?.Reason?.ToString() ?? ConditionReasons.RolledBack, view.Situation.Stalled!.Message)
            : null;
    }

    private static string HealthyReason(SituationView view) => view.Situation.IsScaledToZero ? ConditionReasons.ScaledToZero : ConditionReasons.Serving;

    private static string MotionReason(SituationView view) => view.Phase switch
    {
        RolloutPhase.Paused => view.PauseReasonText,
        RolloutPhase.RollingBack => view.ReturnReasonText,
        RolloutPhase.Blocked or RolloutPhase.Pending => view.Situation.Blocked?.Reason ?? ConditionReasons.Pending,
        RolloutPhase.Promoting or RolloutPhase.Baking when view.Situation.Waiting?.Reason is ConditionReasons.WaitingForBake => ConditionReasons.WaitingForBake,
        RolloutPhase.Degraded => view.Situation.Waiting?.Reason ?? ConditionReasons.Converging,
        RolloutPhase.Promoting => ConditionReasons.Promoting,
        RolloutPhase.Baking => ConditionReasons.Baking,
        _ => view.Status.Candidate is null ? view.Situation.Waiting?.Reason ?? ConditionReasons.Converging : ConditionReasons.Progressing,
    };
}
