using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Tests.Gates;

/// <summary>Gates and measurements in a few words.</summary>
internal static class GateBench
{
    public static readonly ModelGateSpec Latency = new()
    {
        Type = GateType.Scrape,
        Scrape = new ScrapeCheck { Metric = ProfileMetric.LatencyP95 },
        Threshold = new GateThreshold { Max = "0.3" },
    };

    public static readonly ModelGateSpec Relative = Latency with
    {
        Threshold = new GateThreshold { RelativeToStable = new RelativeThreshold { MaxRatio = "1.2" } },
    };

    public static readonly ModelGateSpec Probe = new() { Type = GateType.Probe, Probe = new ProbeCheck { Profile = ProfileCheck.GoldenRequest } };

    public static GateMeasurement Value(decimal value, long? samples = 100, decimal? baseline = null, long? baselineSamples = 100) => new()
    {
        At = TimeSpan.Zero,
        Outcome = MeasurementOutcome.Value,
        Value = value,
        Samples = samples,
        Baseline = baseline,
        BaselineSamples = baseline is null ? null : baselineSamples,
    };

    public static GateMeasurement Outcome(MeasurementOutcome outcome, string? message = null) =>
        new() { At = TimeSpan.Zero, Outcome = outcome, Message = message };

    /// <summary>Evaluates measurements that were made every 30 seconds, the first one at 0.</summary>
    public static GateStatus Evaluate(
        ModelGateSpec? spec,
        IReadOnlyList<GateMeasurement> measurements,
        GatePhase phase = GatePhase.Step,
        bool hasTraffic = true,
        string? kept = null,
        double? elapsedSeconds = null) =>
        GateEvaluator.Evaluate(GateOf(spec), Run(measurements, phase, elapsedSeconds), phase, hasTraffic, kept);

    public static PlannedGate GateOf(ModelGateSpec? spec) =>
        new() { Name = "step-2/smoke", Gate = new GateReference { Name = "smoke" }, Spec = spec, Step = 2 };

    public static GateRun Run(IReadOnlyList<GateMeasurement> measurements, GatePhase phase, double? elapsedSeconds = null) => new()
    {
        Key = new GateKey(ClusterName.Local, "step-2/smoke", phase, 1),
        Elapsed = TimeSpan.FromSeconds(elapsedSeconds ?? 30 * Math.Max(0, measurements.Count - 1)),
        Measurements = [.. measurements.Select((measurement, i) => measurement with { At = TimeSpan.FromSeconds(30 * i) })],
    };
}
