using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>The things that scenes are made of.</summary>
internal static class Samples
{
    /// <summary>A synthetic gate that canary plans have as their second step.</summary>
    public const string StepGate = "step-1/smoke";

    /// <summary>A traffic gate that acts in the background of all plans.</summary>
    public const string BackgroundGate = "errors";

    private static readonly RawJson Template = RawJson.From("""{"spec":{"containers":[{"name":"server","image":"registry.example/server:1"}]}}""");

    public static CanaryStep Weight(int weight) => new() { SetWeight = weight };

    public static CanaryStep Pause(int? seconds = null) => new() { Pause = new PauseStep { Seconds = seconds } };

    public static CanaryStep Gate(string name) => new() { Gate = new GateStep { GateRef = new GateReference { Kind = GateKind.ModelGate, Name = name } } };

    public static RolloutStrategy Canary(params CanaryStep[] steps) => new()
    {
        Type = StrategyType.Canary,
        Canary = new CanaryStrategy { Steps = steps, Scale = CandidateScale.MatchWeight, StableScale = StableScale.Full, MinReplicas = 1 },
        BakeSeconds = 120,
        BakeMaxSeconds = 3600,
        ScaleDownDelaySeconds = 30,
        AbortScaleDownDelaySeconds = 30,
        AbortMaxSeconds = 60,
    };

    public static ModelRolloutSpec Spec(RolloutStrategy strategy) => new()
    {
        Model = "fraud",
        Replicas = 8,
        Strategy = strategy,
        Gates = [new BackgroundGate { GateRef = new GateReference { Kind = GateKind.ModelGate, Name = BackgroundGate }, When = GatePeriod.Both }],
        Traffic = new TrafficSpec { Type = TrafficType.GatewayAPI },
        OnFailure = FailureMode.Rollback,
        ProgressDeadlineSeconds = 600,
    };

    public static RevisionRecord Record(ModelRolloutSpec spec) => new()
    {
        Revision = $"r{spec.Version![..spec.Version!.IndexOf('.', StringComparison.Ordinal)]}",
        Inputs = new RevisionInputs
        {
            PackageDigest = Digest(spec.Version),
            Version = spec.Version,
            Template = Template,
            Ports = [],
            Delivery = DeliveryMode.Env,
            ServingContainer = "server",
        },
        Plan = Plan(spec),
    };

    public static RolloutPlan Plan(ModelRolloutSpec spec) => new()
    {
        Strategy = spec.Strategy!,
        Gates = [.. StepGates(spec.Strategy?.Canary?.Steps ?? []), .. (spec.Gates ?? []).Select(static gate => new PlannedGate { Name = gate.GateRef!.Name!, Gate = gate.GateRef, Spec = Traffic, When = gate.When ?? GatePeriod.Both })],
        Traffic = spec.Traffic!,
        ProgressDeadline = TimeSpan.FromSeconds(spec.ProgressDeadlineSeconds ?? 600),
        OnFailure = spec.OnFailure ?? FailureMode.Rollback,
        TrafficHash = spec.Traffic?.Type.ToString(),
        Hash = $"{spec.Strategy!.Type} {spec.Strategy.BakeSeconds} {spec.Strategy.Canary?.Steps?.Count} {spec.ProgressDeadlineSeconds} {spec.OnFailure}",
    };

    public static VersionObservation Version(string version) => new() { Version = version, PackageDigest = Digest(version), Lifecycle = Lifecycle.Active, IsReady = true };

    public static string Digest(string version) => $"sha256:{new string(version[0], 64)}";

    public static HistoryEntry Proven(int version) => new()
    {
        Version = Scene.Version(version),
        Digest = Digest(Scene.Version(version)),
        Revision = Scene.Revision(version),
        Outcome = RolloutOutcome.Promoted,
    };

    /// <summary>A run of a gate that has come to a verdict.</summary>
    public static GateRun Run(GateKey key, GateVerdict verdict) => new()
    {
        Key = key,
        Elapsed = verdict == GateVerdict.Inconclusive ? TimeSpan.FromSeconds(601) : TimeSpan.FromSeconds(30),
        Measurements = verdict switch
        {
            GateVerdict.Passed => [Measurement(key, isGood: true)],
            GateVerdict.Failed => [Measurement(key, isGood: false)],
            GateVerdict.Error => [.. Enumerable.Repeat(Failing, 5)],
            GateVerdict.Inconclusive => [new GateMeasurement { At = TimeSpan.FromSeconds(600), Outcome = MeasurementOutcome.NoData }],
            _ => [],
        },
    };

    private static GateMeasurement Failing { get; } = new() { At = TimeSpan.FromSeconds(20), Outcome = MeasurementOutcome.Error, Message = "the provider answers 503" };

    private static ModelGateSpec Traffic { get; } = new() { Type = GateType.Scrape, Threshold = new GateThreshold { Max = "0.05" } };

    private static GateMeasurement Measurement(GateKey key, bool isGood) => new()
    {
        At = TimeSpan.FromSeconds(20),
        Outcome = key.Gate == BackgroundGate ? MeasurementOutcome.Value : isGood ? MeasurementOutcome.Pass : MeasurementOutcome.Fail,
        Value = key.Gate == BackgroundGate ? isGood ? 0.001m : 0.2m : null,
        Samples = 500,
    };

    private static IEnumerable<PlannedGate> StepGates(IReadOnlyList<CanaryStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Gate?.GateRef is { } gate)
            {
                yield return new PlannedGate { Name = $"step-{i}/{gate.Name}", Gate = gate, Spec = new ModelGateSpec { Type = GateType.Probe }, Step = i };
            }
        }
    }
}
