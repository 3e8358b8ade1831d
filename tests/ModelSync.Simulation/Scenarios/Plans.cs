using System.Globalization;
using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Simulation.Scenarios;

/// <summary>The parts that simulated specs are put together from.</summary>
internal static class Plans
{
    private static readonly RawJson[] Templates =
        [.. Enumerable.Range(0, 4).Select(number => RawJson.From(string.Create(CultureInfo.InvariantCulture, $$"""{"containers":[{"name":"server","image":"serving:{{number}}"}]}""")))];

    private static readonly TrafficSpec ServiceTraffic = new() { Type = TrafficType.Service };
    private static readonly TrafficSpec IstioTraffic = new() { Type = TrafficType.Istio, Istio = new IstioTraffic { Hosts = ["fraud.example"] } };
    private static readonly TrafficSpec GatewayTraffic = new()
    {
        Type = TrafficType.GatewayAPI,
        GatewayAPI = new GatewayApiTraffic { Route = new OwnedRoute { Kind = RouteKind.HTTPRoute, ParentRefs = [new ParentReference { Name = "public" }] } },
    };

    /// <summary>The ports of the Services.</summary>
    public static IReadOnlyList<ServicePortSpec> Ports { get; } = [new ServicePortSpec { Name = "http", Port = 80, TargetPort = new IntOrString(8080) }];

    /// <summary>A synthetic gate: one smoke test.</summary>
    public static ModelGateSpec Smoke { get; } = new()
    {
        Type = GateType.Probe,
        Probe = new ProbeCheck { Path = "/health", ExpectStatus = 200 },
        IntervalSeconds = 5,
        Count = 1,
        InitialDelaySeconds = 0,
        WindowSeconds = 60,
        TimeoutSeconds = 10,
        FailureLimit = 0,
        ErrorLimit = 4,
        MinSamples = 0,
        SampleDeadlineSeconds = 60,
        OnNoData = NoDataMode.Inconclusive,
        OnError = GateErrorMode.Hold,
        DryRun = false,
    };

    /// <summary>A traffic gate: the error rate.</summary>
    public static ModelGateSpec Errors { get; } = Smoke with
    {
        Type = GateType.Scrape,
        Probe = null,
        Scrape = new ScrapeCheck { Metric = ProfileMetric.ErrorRate },
        Threshold = new GateThreshold { Max = "0.01" },
        IntervalSeconds = 10,
        Count = 2,
        FailureLimit = 1,
        MinSamples = 100,
    };

    /// <summary>The gate of a name.</summary>
    public static ModelGateSpec? FindGate(string? name) => name switch { "smoke" => Smoke, "errors" => Errors, _ => null };

    /// <summary>A reference to a gate.</summary>
    public static GateReference GateOf(string name) => new() { Kind = GateKind.ModelGate, Name = name };

    /// <summary>A step that moves traffic.</summary>
    public static CanaryStep Weight(int weight) => new() { SetWeight = weight };

    /// <summary>A step that waits so many seconds; without any it waits for promote.</summary>
    public static CanaryStep Pause(int? seconds = null) => new() { Pause = new PauseStep { Seconds = seconds } };

    /// <summary>A step that runs a gate.</summary>
    public static CanaryStep Gate(string name) => new() { Gate = new GateStep { GateRef = GateOf(name) } };

    /// <summary>A canary with these steps.</summary>
    public static RolloutStrategy Canary(params IReadOnlyList<CanaryStep> steps) => new()
    {
        Type = StrategyType.Canary,
        Canary = new CanaryStrategy { Steps = steps, Scale = CandidateScale.MatchWeight, StableScale = StableScale.Full, StableFloorPercent = 50, MinReplicas = 1 },
        BakeSeconds = 60,
        BakeMaxSeconds = 600,
        ScaleDownDelaySeconds = 30,
        AbortScaleDownDelaySeconds = 30,
        AbortMaxSeconds = 60,
    };

    /// <summary>A blue-green switch.</summary>
    public static RolloutStrategy BlueGreen(int previewReplicas = 1, bool autoPromote = true, int promoteAfterSeconds = 0) => Canary() with
    {
        Type = StrategyType.BlueGreen,
        Canary = null,
        BlueGreen = new BlueGreenStrategy { PreviewReplicas = previewReplicas, AutoPromote = autoPromote, PromoteAfterSeconds = promoteAfterSeconds },
    };

    /// <summary>A pod template.</summary>
    public static PodTemplate Template(int number) => new() { Spec = Templates[number] };

    /// <summary>The number of a template.</summary>
    public static int NumberOf(PodTemplate? template) => Array.IndexOf(Templates, template?.Spec);

    /// <summary>The traffic of a type.</summary>
    public static TrafficSpec Traffic(TrafficType type) => type switch
    {
        TrafficType.Service => ServiceTraffic,
        TrafficType.Istio => IstioTraffic,
        _ => GatewayTraffic,
    };

    /// <summary>Selects the clusters of a wave.</summary>
    public static LabelSelector WaveSelector(int wave) => new() { MatchLabels = [new("wave", wave.ToString(CultureInfo.InvariantCulture))] };

    /// <summary>A step in words.</summary>
    public static string Text(CanaryStep step) => step switch
    {
        { SetWeight: { } weight } => string.Create(CultureInfo.InvariantCulture, $"weight {weight}"),
        { Pause.Seconds: { } seconds } => string.Create(CultureInfo.InvariantCulture, $"pause {seconds} s"),
        { Pause: not null } => "pause",
        { Gate.GateRef.Name: { } name } => $"gate {name}",
        _ => "nothing",
    };
}
