using System.Text.RegularExpressions;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Status;
using ModelSync.Kubernetes.Meta;
using static ModelSync.Core.Tests.Status.KstatusOracle;

namespace ModelSync.Core.Tests.Status;

public sealed partial class StatusWriterProperties
{
    [FsCheck.NUnit.Property(Arbitrary = [typeof(StatusBench.Arbitraries)], MaxTest = 3000)]
    public bool Every_situation_has_a_legal_set_of_conditions(ModelRolloutStatus next, RolloutSituation situation)
    {
        var status = StatusBench.Complete(next, situation);
        var conditions = status.Conditions!;
        return conditions.Select(condition => condition.Type).Distinct(StringComparer.Ordinal).Count() == conditions.Count
            && status.Find(ConditionTypes.Ready) is not null
            && status.Find(ConditionTypes.Available) is not null
            && !(status.Find(ConditionTypes.Reconciling) is not null && status.Find(ConditionTypes.Stalled) is not null)
            && conditions.All(IsLegal);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(StatusBench.Arbitraries)], MaxTest = 3000)]
    public bool Kstatus_agrees_with_the_phase(ModelRolloutStatus next, RolloutSituation situation)
    {
        var status = StatusBench.Complete(next, situation);
        var isGoingOn = status.Candidate?.Reason is ReturnReason.Reverted or ReturnReason.Superseded;
        var expected = status.Phase switch
        {
            RolloutPhase.Healthy => Kstatus.Current,
            RolloutPhase.RolledBack => Kstatus.Failed,
            RolloutPhase.Degraded => situation is { Degraded: null, Stalled: null } ? Kstatus.InProgress : Kstatus.Failed,
            RolloutPhase.RollingBack => isGoingOn ? Kstatus.InProgress : Kstatus.Failed,
            _ => Kstatus.InProgress,
        };
        return Of(StatusBench.Rollout(status)) == expected && Of(StatusBench.Rollout(status, generation: 4)) == Kstatus.InProgress;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(StatusBench.Arbitraries)], MaxTest = 3000)]
    public bool Ready_is_true_only_when_nothing_is_on_trial_paused_blocked_or_wrong(ModelRolloutStatus next, RolloutSituation situation)
    {
        var isTrue = StatusBench.Complete(next, situation).Find(ConditionTypes.Ready)!.Status == "True";
        var isAtRest = next.Candidate is null && next.Pause is null && situation is
        {
            Blocked: null,
            Stalled: null,
            Degraded: null,
            NotReady: null,
            IsConverged: true,
        } && situation.Waiting?.Reason != nameof(PauseReason.SpecPaused) && (situation.IsAvailable || situation.IsScaledToZero);
        return isTrue == isAtRest;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(StatusBench.Arbitraries)], MaxTest = 3000)]
    public bool The_same_again_is_the_same_instance_at_any_time(ModelRolloutStatus next, RolloutSituation situation)
    {
        var first = StatusBench.Complete(next, situation);
        var copy = first with { Conditions = [.. first.Conditions!.Select(condition => condition with { })], Clusters = [.. first.Clusters ?? []] };
        return ReferenceEquals(StatusBench.Complete(first, situation, before: first, seconds: 100), first)
            && ReferenceEquals(StatusBench.Complete(next, situation, before: first, seconds: 100), first)
            && ReferenceEquals(StatusBench.Complete(copy, situation, before: first, seconds: 100), first);
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(StatusBench.Arbitraries)], MaxTest = 3000)]
    public bool A_transition_time_moves_exactly_when_its_status_does(ModelRolloutStatus next, RolloutSituation one, RolloutSituation other)
    {
        var before = StatusBench.Complete(next, one);
        var after = StatusBench.Complete(next, other, before, seconds: 100);
        return after.Conditions!.All(condition =>
        {
            var known = before.Find(condition.Type);
            var isSame = known is not null && known.Status == condition.Status;
            return (condition.LastTransitionTime!.Value.ToDateTimeOffset() == StatusBench.Noon) == isSame;
        });
    }

    private static bool IsLegal(Condition condition) =>
        condition.Status is "True" or "False" or "Unknown"
        && ReasonSyntax().IsMatch(condition.Reason ?? string.Empty)
        && !string.IsNullOrEmpty(condition.Message)
        && condition.ObservedGeneration == 3
        && condition.LastTransitionTime is not null
        && (condition.Type is ConditionTypes.Ready or ConditionTypes.Available or ConditionTypes.RolledBack || condition.Status == "True");

    [GeneratedRegex("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReasonSyntax();
}
