using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Status;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>
/// Tells what became different for people between the status before and the one that is written now. Nothing else is remembered, so a trouble that lasts is
/// told once, by whichever process sees it begin.
/// </summary>
internal static class News
{
    public static void Tell(Turn turn, RolloutSituation situation, ModelRolloutStatus after)
    {
        var before = turn.Snapshot.Rollout.Status;
        if (ReferenceEquals(before, after))
        {
            return;
        }

        if (after.Candidate?.Stage != CandidateStage.Returning)
        {
            TellStalled(turn, Find(before, ConditionTypes.Stalled), Find(after, ConditionTypes.Stalled));
            TellReady(turn, situation, after.Phase, Find(before, ConditionTypes.Ready), Find(after, ConditionTypes.Ready));
        }

        foreach (var part in after.Clusters ?? [])
        {
            TellPart(turn, before?.Clusters?.FirstOrDefault(known => Text.Same(known.Name, part.Name)), part, after);
        }

        foreach (var gate in after.Gates ?? [])
        {
            var known = before?.Gates?.FirstOrDefault(known => Text.Same(known.Name, gate.Name) && Text.Same(known.Cluster, gate.Cluster));
            if (gate.Verdict == GateVerdict.Error && known?.Verdict != GateVerdict.Error)
            {
                turn.Warn(ConditionReasons.GateError, $"gate {gate.Name} can't be measured{Where(after, gate.Cluster)}: {gate.Message ?? "no reason is known"}");
            }
        }
    }

    // A rollback, a first version that failed and a cluster that failed are told where they happen.
    private static void TellStalled(Turn turn, Condition? before, Condition? after)
    {
        if (after?.Reason is not (null or ConditionReasons.RolledBack or ConditionReasons.NoFallback or FleetReasons.ClusterFailed) && IsNew(before, after))
        {
            turn.Warn(after.Reason, after.Message ?? string.Empty);
        }
    }

    private static void TellReady(Turn turn, RolloutSituation situation, RolloutPhase? phase, Condition? before, Condition? after)
    {
        if (situation.Blocked is { } blocked && Text.Same(after?.Reason, blocked.Reason) && IsNew(before, after) && !IsToldByItsEnd(turn))
        {
            if (IsMatterOfTime(turn, blocked.Reason))
            {
                turn.Tell(blocked.Reason, blocked.Message);
            }
            else
            {
                turn.Warn(blocked.Reason, blocked.Message);
            }
        }
        else if (situation.NotReady is { Reason: ConditionReasons.StableWithdrawn or ConditionReasons.EvictionQueued } withdrawn
            && Text.Same(after?.Reason, withdrawn.Reason) && !Text.Same(before?.Reason, withdrawn.Reason))
        {
            turn.Warn(withdrawn.Reason, withdrawn.Message);
        }
        else if (situation.Waiting is { Reason: FleetReasons.NoTargets or FleetReasons.InvalidPlacement } placement
            && after?.Message?.Contains(placement.Message, StringComparison.Ordinal) == true
            && before?.Message?.Contains(placement.Message, StringComparison.Ordinal) != true)
        {
            turn.Warn(placement.Reason, placement.Message);
        }
        else if (situation is { IsImpaired: true, Degraded: null, Stalled: null } && phase == RolloutPhase.Degraded && turn.Snapshot.Rollout.Status?.Phase != phase)
        {
            turn.Warn(after?.Reason ?? nameof(RolloutPhase.Degraded), after?.Message ?? string.Empty);
        }
    }

    // Whoever reads why a withdrawn candidate went back need not read at once that it may not start again.
    private static bool IsToldByItsEnd(Turn turn) => turn.Snapshot.Rollout.Status?.Candidate is not null
        && turn.Status is { Candidate: null, History: [{ Outcome: RolloutOutcome.Quarantined or RolloutOutcome.Denied }, ..] };

    // What is wrong with a version that is not ready is told by the version.
    private static bool IsMatterOfTime(Turn turn, string reason) =>
        reason is ConditionReasons.AwaitingApproval or ConditionReasons.Frozen or ConditionReasons.VersionNotReady
        || (turn.Snapshot.TargetVersion is { IsReady: false } version && Text.Same(version.Reason, reason));

    private static void TellPart(Turn turn, ClusterRolloutStatus? before, ClusterRolloutStatus after, ModelRolloutStatus status)
    {
        foreach (var weight in after.Weights ?? [])
        {
            var masked = before?.Weights?.FirstOrDefault(known => Text.Same(known.Revision, weight.Revision))?.Masked;
            if (weight.Masked is { } missed && masked is null)
            {
                turn.Warn(ConditionReasons.Masked, $"{Turn.Name(weight.Version, weight.Revision)} has too few ready endpoints for its weight of {missed}{Where(status, after.Name)}: another revision serves until it has them");
            }
            else if (weight.Masked is null && weight.Desired >= masked)
            {
                turn.Tell(RolloutEventReasons.Unmasked, $"{Turn.Name(weight.Version, weight.Revision)} has its ready endpoints and its traffic again{Where(status, after.Name)}");
            }
        }

        if (ObstacleOf(turn, after) is { } obstacle && Text.Same(after.Reason, obstacle.Reason) && !Text.Same(before?.Reason, obstacle.Reason))
        {
            turn.Warn(obstacle.Reason, obstacle.Message);
        }
    }

    // A pause tells its own cause.
    private static Impediment? ObstacleOf(Turn turn, ClusterRolloutStatus part)
    {
        var observed = turn.Snapshot.Clusters.FirstOrDefault(cluster => Text.Same(cluster.Name.Value, part.Name));
        return turn.Status.Pause?.Reason is PauseReason.FieldContention or PauseReason.WritesRefused ? null
            : observed?.WritesRefused ?? (observed?.Impediments is [var impediment, ..] ? impediment : observed?.LastRefusal);
    }

    private static bool IsNew(Condition? before, Condition? after) => !Text.Same(before?.Reason, after?.Reason) || !Text.Same(before?.Message, after?.Message);

    private static string Where(ModelRolloutStatus status, string? cluster) => status.Clusters is { Count: > 1 } ? $" in {cluster}" : string.Empty;

    private static Condition? Find(ModelRolloutStatus? status, string type) => status?.Conditions?.FirstOrDefault(condition => Text.Same(condition.Type, type));
}
