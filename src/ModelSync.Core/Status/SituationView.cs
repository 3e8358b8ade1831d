using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>A status and its situation, with the questions that conditions ask of them.</summary>
internal sealed class SituationView
{
    public SituationView(ModelRollout rollout, ModelRolloutStatus status, RolloutSituation situation)
    {
        Status = status;
        Situation = situation;
        IsDeleting = rollout.Metadata.DeletionTimestamp is not null;
        Phase = RolloutPhases.PhaseOf(status, situation);
        Problem = situation.Degraded ?? situation.Stalled;
    }

    public ModelRolloutStatus Status { get; }

    public RolloutSituation Situation { get; }

    public RolloutPhase Phase { get; }

    public bool IsDeleting { get; }

    /// <summary>What only a person or a new spec can mend.</summary>
    public Impediment? Problem { get; }

    public bool IsReturning => Status.Candidate?.Stage == CandidateStage.Returning;

    /// <summary>Whether the declared version will not serve when everything is back. After a revert or a new target it goes on by itself.</summary>
    public bool IsFailing => IsReturning && Status.Candidate?.Reason is not (ReturnReason.Reverted or ReturnReason.Superseded);

    public bool IsRolledBack => string.Equals(Situation.Stalled?.Reason, ConditionReasons.RolledBack, StringComparison.Ordinal);

    /// <summary>Whether it stands still until somebody or something outside acts; a timed pause ends by itself, and a lost cluster may come back.</summary>
    public bool IsWaitingForSomebody => IsPaused && Status.Pause?.Reason != PauseReason.ClusterUnreachable;

    /// <summary>Whether it stands still; a timed pause is a step like others.</summary>
    public bool IsPaused => Status.Pause is { } pause
        ? pause.Reason != PauseReason.PauseStep
        : RolloutPhases.IsStartPaused(Status, Situation);

    public bool IsPolicyWaiting => Status.Pause?.Reason == PauseReason.AwaitingApproval
        || Text.Same(Situation.Blocked?.Reason, ConditionReasons.AwaitingApproval)
        || (Status.Pause is not null && Text.Same(Situation.Held?.Reason, ConditionReasons.AwaitingApproval));

    /// <summary>Whether a cluster that has to go back does not answer.</summary>
    public bool HasPendingClusters
    {
        get
        {
            foreach (var cluster in Status.Clusters ?? [])
            {
                if (cluster.Stage == ClusterStage.Returning && cluster.Reachable is "False" or "Unknown")
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The reason of a return, as the conditions write it.</summary>
    public string ReturnReasonText => Status.Candidate?.Reason?.ToString() ?? ConditionReasons.InProgress;

    /// <summary>The reason of a pause, as the conditions write it.</summary>
    public string PauseReasonText => (Status.Pause is null ? Situation.Waiting?.Reason : Situation.Held?.Reason ?? Status.Pause.Reason?.ToString()) ?? ConditionTypes.Paused;

    /// <summary>What ends a pause.</summary>
    public string PauseMessage => (Status.Pause is null ? Situation.Waiting?.Message : Status.Pause.Message) ?? "it stands still";
}
