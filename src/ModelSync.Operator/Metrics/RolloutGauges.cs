using System.Diagnostics.Metrics;
using System.Globalization;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Reading;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ModelSync.Operator.Metrics;

/// <summary>What one rollout tells in metrics, read from its status alone.</summary>
/// <remarks>What is only true for a while (a step, a pause, gates) has series only for that while, so that a rollout at rest costs few.</remarks>
internal static class RolloutGauges
{
    private const string Local = "local";

    public static IEnumerable<Measurement<long>> Phase(ModelRollout rollout) =>
    [
        new(
            1,
            [
                .. Names(rollout),
                new("model", rollout.Spec?.Model),
                new("strategy", (rollout.Spec?.Strategy?.Type ?? StrategyType.Canary).ToString()),
                new("traffic", (rollout.Spec?.Traffic?.Type ?? TrafficType.Service).ToString()),
                new("phase", (rollout.Status?.Phase ?? RolloutPhase.Pending).ToString()),
            ]),
    ];

    public static IEnumerable<Measurement<long>> Ready(ModelRollout rollout) => [new(Find(rollout, ConditionTypes.Ready) is { Status: "True" } ? 1 : 0, Names(rollout))];

    public static IEnumerable<Measurement<long>> Stalled(ModelRollout rollout) =>
        Find(rollout, ConditionTypes.Stalled) is { Status: "True" } stalled ? [new(1, [.. Names(rollout), new("reason", stalled.Reason)])] : [];

    public static IEnumerable<Measurement<long>> Paused(ModelRollout rollout) =>
        rollout.Status?.Pause is { Reason: { } reason } ? [new(1, [.. Names(rollout), new("reason", reason.ToString())])] : [];

    public static IEnumerable<Measurement<double>> WeightsDesired(ModelRollout rollout) => Weights(rollout, static weight => weight.Desired);

    public static IEnumerable<Measurement<double>> WeightsObserved(ModelRollout rollout) => Weights(rollout, static weight => weight.Observed);

    public static IEnumerable<Measurement<long>> Step(ModelRollout rollout) => rollout.Status?.Step?.Index is { } index ? [new(index, Names(rollout))] : [];

    public static IEnumerable<Measurement<long>> Steps(ModelRollout rollout) => rollout.Status?.Step?.Count is { } count ? [new(count, Names(rollout))] : [];

    public static IEnumerable<Measurement<long>> StepStart(ModelRollout rollout) =>
        rollout.Status?.Step?.StartedAt is { } start ? [new(start.ToDateTimeOffset().ToUnixTimeSeconds(), Names(rollout))] : [];

    public static IEnumerable<Measurement<long>> LastPromotion(ModelRollout rollout) =>
        rollout.Status?.History?.FirstOrDefault(static entry => entry.Outcome is RolloutOutcome.Promoted or RolloutOutcome.BakedInconclusive)?.FinishedAt is { } time
            ? [new(time.ToDateTimeOffset().ToUnixTimeSeconds(), Names(rollout))]
            : [];

    public static IEnumerable<Measurement<long>> GateVerdicts(ModelRollout rollout) =>
        Gates(rollout).Where(static gate => gate.Verdict is not null).Select(gate => new Measurement<long>(1, [.. Names(rollout, gate), new("verdict", gate.Verdict.ToString())]));

    public static IEnumerable<Measurement<double>> GateValues(ModelRollout rollout) => Numbers(rollout, static gate => gate.Value);

    public static IEnumerable<Measurement<double>> GateBaselines(ModelRollout rollout) => Numbers(rollout, static gate => gate.Baseline);

    private static IEnumerable<Measurement<double>> Weights(ModelRollout rollout, Func<WeightStatus, int?> share)
    {
        foreach (var cluster in rollout.Status?.Clusters is { Count: > 0 } clusters ? clusters : [new ClusterRolloutStatus { Name = Local, Weights = rollout.Status?.Weights }])
        {
            foreach (var weight in cluster.Weights ?? [])
            {
                if (share(weight) is { } percent)
                {
                    yield return new(
                        percent / 100.0,
                        [.. Names(rollout), new("cluster", cluster.Name), new("version", weight.Version), new("revision", weight.Revision)]);
                }
            }
        }
    }

    private static IEnumerable<Measurement<double>> Numbers(ModelRollout rollout, Func<GateStatus, string?> text) => Gates(rollout)
        .Select(gate => (Gate: gate, IsNumber: double.TryParse(text(gate), NumberStyles.Float, CultureInfo.InvariantCulture, out var number), Number: number))
        .Where(static one => one.IsNumber)
        .Select(one => new Measurement<double>(one.Number, Names(rollout, one.Gate)));

    // The verdicts of a trial stay in the status when it is over; of no use to an alert, they would be most of the series.
    private static IEnumerable<GateStatus> Gates(ModelRollout rollout) =>
        rollout.Status is { Candidate: not null, Gates: { } gates } ? gates.Where(static gate => gate.Name is not null).DistinctBy(static gate => (gate.Name, gate.Cluster)) : [];

    private static Condition? Find(ModelRollout rollout, string type) => rollout.Status?.Conditions?.FirstOrDefault(condition => Text.Same(condition.Type, type));

    private static Tag[] Names(ModelRollout rollout) => [new("namespace", rollout.Metadata.Namespace), new("rollout", rollout.Metadata.Name)];

    private static Tag[] Names(ModelRollout rollout, GateStatus gate) => [.. Names(rollout), new("cluster", gate.Cluster ?? Local), new("gate", gate.Name)];
}
