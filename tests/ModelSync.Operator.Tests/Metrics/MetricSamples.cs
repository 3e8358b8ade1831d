using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>Objects whose statuses have all that metrics tell of.</summary>
internal static class MetricSamples
{
    public static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    /// <summary>A canary in the middle of its second step.</summary>
    public static ModelRollout OnTrial(string name = "fraud") => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = name },
        Spec = new ModelRolloutSpec { Model = "fraud-detector", Version = "2.0.0" },
        Status = new ModelRolloutStatus
        {
            Phase = RolloutPhase.Paused,
            Epoch = 3,
            Stable = new RevisionStatus { Version = "1.0.0", Revision = "aaaaaaaaaa" },
            Candidate = new CandidateStatus { Version = "2.0.0", Revision = "bbbbbbbbbb", Stage = CandidateStage.Progressing, Epoch = 3, StartedAt = new KubeTime(Start) },
            Step = new StepStatus { Index = 1, Count = 4, StartedAt = new KubeTime(Start) },
            Pause = new PauseStatus { Reason = PauseReason.InconclusiveGate },
            Clusters = [new ClusterRolloutStatus { Name = "local", Weights = [Weight("1.0.0", "aaaaaaaaaa", 75, 100), Weight("2.0.0", "bbbbbbbbbb", 25, 0)] }],
            Gates =
            [
                new GateStatus { Name = "errors", Cluster = "local", Verdict = GateVerdict.Inconclusive, Value = "0.08", Baseline = "0.01" },
                new GateStatus { Name = "smoke", Cluster = "local", Verdict = GateVerdict.Passed },
            ],
            History =
            [
                new HistoryEntry { Version = "1.5.0", Revision = "cccccccccc", Outcome = RolloutOutcome.RolledBack, FinishedAt = new KubeTime(Start.AddDays(-1)) },
                new HistoryEntry { Version = "1.0.0", Revision = "aaaaaaaaaa", Outcome = RolloutOutcome.Promoted, FinishedAt = new KubeTime(Start.AddDays(-2)) },
            ],
            Conditions = [Condition("Ready", "Unknown", "InconclusiveGate"), Condition("Stalled", "True", "InconclusiveGate")],
        },
    };

    /// <summary>The same, through and at rest.</summary>
    public static ModelRollout AtRest(string name = "fraud")
    {
        var trial = OnTrial(name);
        return trial with
        {
            Status = trial.Status! with
            {
                Phase = RolloutPhase.Healthy,
                Candidate = null,
                Step = null,
                Pause = null,
                Clusters = [new ClusterRolloutStatus { Name = "local", Weights = [Weight("1.0.0", "aaaaaaaaaa", 100, 100)] }],
                Conditions = [Condition("Ready", "True", "Serving")],
            },
        };
    }

    public static ModelVersion Version(string name, Lifecycle lifecycle, params Condition[] conditions) => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = name },
        Spec = new ModelVersionSpec { Model = "fraud-detector", Version = "1.0.0", Lifecycle = lifecycle },
        Status = new ModelVersionStatus { Conditions = conditions },
    };

    public static ModelPolicy Policy(int matched, int violations) => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = "house" },
        Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Warn },
        Status = PolicyStatus(matched, violations),
    };

    public static ClusterModelPolicy ClusterPolicy(int matched, int violations) => new()
    {
        Metadata = new ObjectMeta { Name = "platform" },
        Spec = new ModelPolicySpec(),
        Status = PolicyStatus(matched, violations),
    };

    public static Condition Condition(string type, string status, string reason) => new() { Type = type, Status = status, Reason = reason };

    private static ModelPolicyStatus PolicyStatus(int matched, int violations) => new()
    {
        Matched = matched,
        Violations = [.. Enumerable.Repeat(new PolicyViolation { Object = "ModelVersion/shop/fraud-detector-1.0.0" }, violations)],
        Conditions = [Condition("Ready", "True", "Evaluated")],
    };

    private static WeightStatus Weight(string version, string revision, int desired, int observed) =>
        new() { Version = version, Revision = revision, Desired = desired, Observed = observed };
}
