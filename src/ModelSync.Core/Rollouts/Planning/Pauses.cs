using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

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

    /// <summary>Tells those who are asked for something: a step that merely takes its time is no news.</summary>
    public static void Tell(Turn turn, PauseStatus? before)
    {
        if (turn.Status.Pause is not { Reason: { } reason } pause || reason == before?.Reason || reason == PauseReason.PauseStep)
        {
            return;
        }

        var message = $"{turn.Candidate?.Version} ({turn.Candidate?.Revision}) waits: {pause.Message}";
        if (reason is PauseReason.FailedCheck or PauseReason.InconclusiveGate or PauseReason.ClusterUnreachable or PauseReason.FieldContention)
        {
            turn.Warn("RolloutPaused", message);
        }
        else
        {
            turn.Tell("RolloutPaused", message);
        }
    }

    private static PauseStatus? Find(Turn turn, FleetTurn fleet)
    {
        if (turn.Candidate is null || turn.IsReturning)
        {
            return null;
        }

        if (fleet.Clusters.Any(cluster => cluster is { Plan: null, Part.Stage: ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking }))
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
