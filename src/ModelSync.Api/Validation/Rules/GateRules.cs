using System.Text.Json;
using ModelSync.Api.Gates;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelGate and ClusterModelGate.</summary>
internal static class GateRules
{
    private const string IsTraffic = "self.type in ['Scrape', 'Prometheus']";

    /// <summary>Those of ModelGate.</summary>
    public static Place<ModelGate> Namespaced() => new Place<ModelGate>().Member("spec", static gate => gate.Spec, Spec());

    /// <summary>Those of ClusterModelGate.</summary>
    public static Place<ClusterModelGate> ClusterWide() => new Place<ClusterModelGate>().Member("spec", static gate => gate.Spec, Spec());

    private static Place<ModelGateSpec> Spec() => new Place<ModelGateSpec>()
        .With(Members)
        .With(Settings)
        .With(ThresholdRules.AddToSpec)
        .Member("probe", static spec => spec.Probe, ProbeRules.All())
        .Member("job", static spec => spec.Job, Job())
        .Member("webhook", static spec => spec.Webhook, new Place<WebhookCheck>().With(static place => AddressRules.Add(place, "url", static hook => hook.Url)))
        .Member("scrape", static spec => spec.Scrape, new Place<ScrapeCheck>().With(static place => PortRules.Add(place, "port", static scrape => scrape.Port)))
        .Member("prometheus", static spec => spec.Prometheus, PrometheusRules.All());

    /// <summary>Whether a gate measures the answers to users' requests, and has samples.</summary>
    internal static bool MeasuresTraffic(ModelGateSpec spec) => spec.Type is GateType.Scrape or GateType.Prometheus;

    private static Place<ModelGateSpec> Members(Place<ModelGateSpec> spec)
    {
        UnionRules.Add(spec, "Probe", "probe", static self => self.Type == GateType.Probe, static self => self.Probe);
        UnionRules.Add(spec, "Job", "job", static self => self.Type == GateType.Job, static self => self.Job);
        UnionRules.Add(spec, "Webhook", "webhook", static self => self.Type == GateType.Webhook, static self => self.Webhook);
        UnionRules.Add(spec, "Scrape", "scrape", static self => self.Type == GateType.Scrape, static self => self.Scrape);
        return UnionRules.Add(spec, "Prometheus", "prometheus", static self => self.Type == GateType.Prometheus, static self => self.Prometheus);
    }

    private static Place<ModelGateSpec> Settings(Place<ModelGateSpec> spec)
    {
        OnlyForTraffic(spec, "windowSeconds", "60", static self => self.WindowSeconds == 60);
        OnlyForTraffic(spec, "minSamples", "20", static self => self.MinSamples == 20);
        OnlyForTraffic(spec, "sampleDeadlineSeconds", "600", static self => self.SampleDeadlineSeconds == 600);
        OnlyForTraffic(spec, "onNoData", "'Inconclusive'", static self => self.OnNoData == NoDataMode.Inconclusive);
        return spec.Require(
            "self.failureLimit < self.count",
            static self => self.FailureLimit < self.Count,
            "failureLimit must be less than count (1 where it is left out), or a step with this gate passes whatever is measured; raise count",
            field: ".failureLimit");
    }

    // The API server writes the default into the object, so nothing tells it from the same value written by hand.
    private static void OnlyForTraffic(Place<ModelGateSpec> spec, string name, string whenLeftOut, Func<ModelGateSpec, bool> isLeftOut) =>
        spec.Require(
            $"{IsTraffic} || self.{name} == {whenLeftOut}",
            self => MeasuresTraffic(self) || isLeftOut(self),
            $"{name} is only for types Scrape and Prometheus, which measure traffic; remove it",
            field: $".{name}",
            reason: Reasons.Forbidden);

    private static Place<JobCheck> Job() => new Place<JobCheck>()
        .RequireInCode(
            static job => HasContainers(job.Template),
            "template.spec.containers must have at least one container; write the pod template of the Job, with metadata and spec",
            field: ".template.spec.containers");

    private static bool HasContainers(RawJson? template)
    {
        using var document = JsonDocument.Parse(template!.Utf8);
        return document.RootElement.TryGetProperty("spec", out var pod) && pod.ValueKind == JsonValueKind.Object
            && pod.TryGetProperty("containers", out var containers) && containers.ValueKind == JsonValueKind.Array && containers.GetArrayLength() > 0;
    }
}
