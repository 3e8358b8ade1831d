using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Says why a rollout stands still, and what ends it.</summary>
internal static class Pauses
{
    public static PauseStatus? Of(Turn turn, FleetTurn fleet)
    {
        var now = Find(turn, fleet);
        var before = turn.Status.Pause;
        return now is null ? null : now with { Since = before?.Reason == now.Reason ? before!.Since : now.Since ?? turn.Stamp };
    }

    /// <summary>What a pause is about, where its cause has a reason of its own; null elsewhere.</summary>
    public static Impediment? CauseOf(Turn turn, FleetTurn fleet)
    {
        if (turn.Status.Pause is not { Reason: PauseReason.Policy or PauseReason.WritesRefused } pause)
        {
            return null;
        }

        foreach (var cluster in fleet.Clusters)
        {
            if (cluster.Hold is { } hold && hold.Reason == pause.Reason)
            {
                return hold.Why;
            }
        }

        // A new process does not see the trial's record at once: what was said holds until it does.
        return Said(turn) is { } known ? new Impediment(known.Reason ?? string.Empty, known.Message ?? string.Empty) : null;
    }

    /// <summary>Tells those who are asked for something: a step that merely takes its time is no news.</summary>
    public static void Tell(Turn turn, FleetTurn fleet)
    {
        var before = turn.Snapshot.Rollout.Status?.Pause;
        var cause = CauseOf(turn, fleet);
        if (turn.Status.Pause is not { Reason: { } reason } pause || reason == PauseReason.PauseStep
            || (reason == before?.Reason && (cause is null || Text.Same(cause.Reason, Said(turn)?.Reason))))
        {
            return;
        }

        var message = $"{turn.Candidate?.Version} ({turn.Candidate?.Revision}) waits: {pause.Message}";
        if (IsTrouble(reason, cause))
        {
            turn.Warn(RolloutEventReasons.RolloutPaused, message);
        }
        else
        {
            turn.Tell(RolloutEventReasons.RolloutPaused, message);
        }
    }

    private static bool IsTrouble(PauseReason reason, Impediment? cause) => reason switch
    {
        PauseReason.FailedCheck or PauseReason.InconclusiveGate or PauseReason.ClusterUnreachable or PauseReason.WritesRefused or PauseReason.FieldContention => true,
        PauseReason.Policy => cause?.Reason is not (ConditionReasons.AwaitingApproval or ConditionReasons.Frozen),
        _ => false,
    };

    private static Condition? Said(Turn turn) => turn.Snapshot.Rollout.Status?.Conditions?.FirstOrDefault(static condition => Text.Same(condition.Type, ConditionTypes.Paused));

    private static PauseStatus? Find(Turn turn, FleetTurn fleet)
    {
        if (turn.Candidate is null || turn.IsReturning)
        {
            return null;
        }

        if (Summary.IsTrialUnseen(fleet))
        {
            return turn.Status.Pause;
        }

        foreach (var cluster in fleet.Clusters)
        {
            if (cluster.Hold is { Reason: { } reason } hold)
            {
                return new PauseStatus { Reason = reason, Message = Turn.Fit(hold.Why.Message) };
            }
        }

        if (fleet.Plan?.Waiting is { Reason: ConditionReasons.AwaitingApproval } approval)
        {
            return new PauseStatus { Reason = PauseReason.AwaitingApproval, Message = Turn.Fit(approval.Message) };
        }

        return fleet.Clusters.Select(WaitOf).FirstOrDefault(pause => pause is not null);
    }

    private static PauseStatus? WaitOf(ClusterTurn cluster)
    {
        if (cluster.Part is not { Stage: ClusterStage.Progressing, Step: { } step } || cluster.Steps is null || step >= cluster.Steps.Count || cluster.Steps[step] is not WaitStep wait)
        {
            return null;
        }

        return wait.Duration is { } duration
            ? new PauseStatus
            {
                Reason = PauseReason.PauseStep,
                Since = cluster.Part.StepStartedAt,
                Until = cluster.Part.StepStartedAt is { } start ? Stamp.Of(start.ToDateTimeOffset() + duration) : null,
                Message = "the pause ends by itself; promote ends it now",
            }
            : new PauseStatus { Reason = PauseReason.AwaitingPromotion, Since = cluster.Part.StepStartedAt, Message = "promote goes on, abort goes back" };
    }
}
