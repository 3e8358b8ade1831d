using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Derives the phase, which is for people alone.</summary>
public static class RolloutPhases
{
    /// <summary>The phase of a status in a situation.</summary>
    /// <remarks>
    /// The first line that fits:
    /// <code>
    /// the candidate goes back                                  RollingBack
    /// Stalled, with reason RolledBack                          RolledBack
    /// Degraded, or Stalled for another reason                  Degraded
    /// Blocked: no such version, and nothing serves             Pending
    /// Blocked for another reason                               Blocked
    /// a pause, or a start held by spec.paused or replicas 0    Paused
    /// a proven revision takes over and its pods crash          Degraded
    /// a candidate                                              Progressing, Promoting or Baking, as its stage is
    /// NotReady (an undo stands against the spec)               Blocked
    /// converged, and available or scaled to zero               Healthy
    /// nothing serves and nothing is on trial                   Pending
    /// stable's pods crash, or a cluster does not answer        Degraded
    /// else                                                     Progressing
    /// </code>
    /// In terms of kstatus: Healthy is Current. RolledBack, Degraded while it is Stalled, and RollingBack unless after a revert or a new target, are Failed. All others are
    /// InProgress.
    /// </remarks>
    public static RolloutPhase PhaseOf(ModelRolloutStatus status, RolloutSituation situation)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(situation);
        if (status.Candidate?.Stage == CandidateStage.Returning)
        {
            return RolloutPhase.RollingBack;
        }

        if (situation.Degraded is not null || situation.Stalled is not null)
        {
            return situation.Degraded is null && Is(situation.Stalled?.Reason, ConditionReasons.RolledBack) ? RolloutPhase.RolledBack : RolloutPhase.Degraded;
        }

        if (situation.Blocked is { } blocked)
        {
            return status.Stable is null && Is(blocked.Reason, ConditionReasons.VersionNotFound) ? RolloutPhase.Pending : RolloutPhase.Blocked;
        }

        return status.Pause is not null || IsStartPaused(status, situation) ? RolloutPhase.Paused
            : status.Candidate is { } candidate ? (situation.IsImpaired ? RolloutPhase.Degraded : PhaseOf(candidate.Stage))
            : situation.NotReady is not null ? RolloutPhase.Blocked
            : situation.IsConverged && (situation.IsAvailable || situation.IsScaledToZero) ? RolloutPhase.Healthy
            : status.Stable is null ? RolloutPhase.Pending
            : situation.IsImpaired ? RolloutPhase.Degraded
            : RolloutPhase.Progressing;
    }

    /// <summary>Whether a rollout would start if spec.paused or spec.replicas let it; a pause of the status is about a candidate.</summary>
    internal static bool IsStartPaused(ModelRolloutStatus status, RolloutSituation situation) =>
        status.Candidate is null && (Is(situation.Waiting?.Reason, nameof(PauseReason.SpecPaused)) || Is(situation.Waiting?.Reason, ConditionReasons.AwaitingReplicas));

    private static RolloutPhase PhaseOf(CandidateStage? stage) => stage switch
    {
        CandidateStage.Promoting => RolloutPhase.Promoting,
        CandidateStage.Baking => RolloutPhase.Baking,
        _ => RolloutPhase.Progressing,
    };

    private static bool Is(string? reason, string expected) => string.Equals(reason, expected, StringComparison.Ordinal);
}
