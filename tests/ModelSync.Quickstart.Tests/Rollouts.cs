using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;

namespace ModelSync.Quickstart;

/// <summary>Rollouts as the operator writes them, in short.</summary>
internal static class Rollouts
{
    public static ModelRollout Of(ModelRolloutStatus status) =>
        new() { Metadata = new() { Name = "fraud" }, Spec = new ModelRolloutSpec { Version = status.Candidate?.Version ?? status.Stable?.Version }, Status = status };

    /// <summary>A candidate with a share of the traffic.</summary>
    public static ModelRollout Trial(string stable, string candidate, int weight, CandidateStage stage = CandidateStage.Progressing, params GateStatus[] gates) => Of(new()
    {
        Phase = stage == CandidateStage.Returning ? RolloutPhase.RollingBack : RolloutPhase.Progressing,
        Stable = Revision(stable),
        Candidate = new CandidateStatus { Version = candidate, Revision = $"r{candidate[0]}", Stage = stage, Weight = weight, Message = "gate error-rate failed" },
        Step = new StepStatus { Index = 0, Count = 6, Name = "setWeight 10" },
        Weights = [Weight(stable, 100 - weight), Weight(candidate, weight)],
        Gates = gates,
    });

    /// <summary>What serves after a rollout, with the outcomes of earlier ones, the newest first.</summary>
    public static ModelRollout Settled(string stable, params (string Version, RolloutOutcome Outcome)[] history) => Of(new()
    {
        Phase = history[0].Outcome == RolloutOutcome.Promoted ? RolloutPhase.Healthy : RolloutPhase.RolledBack,
        Stable = Revision(stable),
        Weights = [Weight(stable, 100)],
        Failed = history[0].Outcome == RolloutOutcome.RolledBack
            ? new FailedRevisionStatus { Version = history[0].Version, Reason = ReturnReason.GateFailed, Message = "gate error-rate failed" }
            : null,
        History = [.. history.Select(one => new HistoryEntry { Version = one.Version, Outcome = one.Outcome, Reason = "because" })],
    });

    public static GateStatus Gate(string name, GateVerdict verdict, string? value = "0.3") =>
        new() { Name = name, Verdict = verdict, Value = value, Threshold = "≤ 0.05", Samples = 40, Message = "in a sentence" };

    private static RevisionStatus Revision(string version) => new() { Version = version, Revision = $"r{version[0]}" };

    private static WeightStatus Weight(string version, int observed) => new() { Revision = $"r{version[0]}", Version = version, Desired = observed, Observed = observed };
}
