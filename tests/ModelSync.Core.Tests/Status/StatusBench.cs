using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Status;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Tests.Status;

/// <summary>Rollouts, statuses and situations in a few words.</summary>
internal static class StatusBench
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly RolloutSituation Converged = new() { IsConverged = true };

    public static readonly RolloutSituation Moving = new() { IsConverged = false };

    public static readonly Impediment Missing = new(ConditionReasons.EndpointsMissing, "revision 0f0e0d0c0b has 0 ready endpoints in cluster local and needs 3 for its traffic");

    public static readonly ModelRolloutStatus Stable = new()
    {
        Stable = new RevisionStatus { Version = "2.3.0", Revision = "0f0e0d0c0b" },
        Weights = [new WeightStatus { Revision = "0f0e0d0c0b", Desired = 100, Observed = 100 }],
    };

    public static ModelRolloutStatus Trial(CandidateStage stage, ReturnReason? reason = null) => Stable with
    {
        Candidate = new CandidateStatus
        {
            Version = "2.3.1",
            Revision = "1a2b3c4d5e",
            Stage = stage,
            Reason = reason,
            Message = reason is null ? null : "smoke failed.",
        },
        Step = new StepStatus { Index = 1, Count = 5, Name = "setWeight 25" },
        Weights =
        [
            new WeightStatus { Revision = "0f0e0d0c0b", Desired = 75, Observed = 75 },
            new WeightStatus { Revision = "1a2b3c4d5e", Desired = 25, Observed = 20 },
        ],
    };

    public static ModelRollout Rollout(ModelRolloutStatus? status = null, long generation = 3) =>
        new() { Metadata = new ObjectMeta { Name = "fraud", Generation = generation }, Status = status };

    public static ModelRolloutStatus Complete(ModelRolloutStatus next, RolloutSituation situation, ModelRolloutStatus? before = null, double seconds = 0) =>
        StatusWriter.Complete(Rollout(before), next, situation, Noon.AddSeconds(seconds));

    public static class Arbitraries
    {
        private static readonly Gen<Impediment?> Nothing = Gen.Constant<Impediment?>(null);

        public static Arbitrary<RolloutSituation> Situation() => (
            from blocked in Impediment(
                ConditionReasons.VersionNotFound, ConditionReasons.VersionNotReady, ConditionReasons.PolicyViolated, ConditionReasons.AwaitingApproval)
            from stalled in Impediment(ConditionReasons.RolledBack, ConditionReasons.InvalidSpec, ConditionReasons.NameConflict)
            from degraded in Impediment(ConditionReasons.NoFallback, ConditionReasons.ClusterUnreachable)
            from notReady in Impediment(ConditionReasons.Overridden)
            from waiting in Impediment(ConditionReasons.WaitingForPods, nameof(PauseReason.SpecPaused))
            from flags in Gen.ArrayOf(Gen.Elements(true, false), 4)
            from isImpaired in Gen.Elements(true, false)
            select new RolloutSituation
            {
                Blocked = blocked,
                Stalled = stalled,
                Degraded = degraded,
                NotReady = notReady,
                Waiting = waiting,
                Unavailable = flags[0] ? null : Missing,
                IsImpaired = isImpaired,
                IsConverged = flags[1],
                IsPlanPending = flags[2],
                IsScaledToZero = flags[3],
            }).ToArbitrary();

        public static Arbitrary<ModelRolloutStatus> Status() => (
            from stage in Gen.Elements<CandidateStage?>([null, .. Enum.GetValues<CandidateStage>()])
            from reason in Gen.Elements<ReturnReason?>([null, .. Enum.GetValues<ReturnReason>()])
            from pause in Gen.Elements<PauseReason?>([null, .. Enum.GetValues<PauseReason>()])
            from hasPause in Gen.Elements(true, false, false)
            from hasStable in Gen.Elements(true, true, false)
            from hasFailed in Gen.Elements(true, false)
            from reachable in Gen.Elements("True", "False", "Unknown", null)
            select (stage is { } known ? Trial(known, reason) : Stable) with
            {
                Stable = hasStable ? Stable.Stable : null,
                Pause = hasPause ? new PauseStatus { Reason = pause, Message = "promote it." } : null,
                Failed = hasFailed ? new FailedRevisionStatus { Revision = "1a2b3c4d5e", Reason = reason } : null,
                Clusters = [new ClusterRolloutStatus { Name = "local", Stage = ClusterStage.Returning, Reachable = reachable }],
            }).ToArbitrary();

        private static Gen<Impediment?> Impediment(params string[] reasons) =>
            Gen.Frequency((3, Nothing), (1, Gen.Elements(reasons).Select(reason => (Impediment?)new Impediment(reason, $"{reason}: mend it."))));
    }
}
