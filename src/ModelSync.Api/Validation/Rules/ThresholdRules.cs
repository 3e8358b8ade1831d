using System.Globalization;
using ModelSync.Api.Gates;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of what a gate lets pass.</summary>
internal static class ThresholdRules
{
    private const string IsShare = "self.type == 'Scrape' && has(self.scrape) && self.scrape.metric in ['ErrorRate', 'Saturation'] && has(self.threshold)";

    /// <summary>Adds the rules to those of a gate's spec.</summary>
    public static Place<ModelGateSpec> AddToSpec(Place<ModelGateSpec> spec) => spec
        .Require(
            "!(self.type in ['Scrape', 'Prometheus']) || has(self.threshold)",
            static self => !GateRules.MeasuresTraffic(self) || self.Threshold is not null,
            "threshold must be set with types Scrape and Prometheus; say with min, max or relativeToStable what passes",
            field: ".threshold",
            reason: Reasons.Required)
        .Require(
            "self.type in ['Scrape', 'Prometheus'] || !has(self.threshold)",
            static self => GateRules.MeasuresTraffic(self) || self.Threshold is null,
            "threshold is only for types Scrape and Prometheus; remove it: a probe, a job and a webhook say themselves whether they pass",
            field: ".threshold",
            reason: Reasons.Forbidden)
        .Require(
            $"!({IsShare} && has(self.threshold.min)) || double(self.threshold.min) <= 1.0",
            static self => !IsOfShare(self) || self.Threshold!.Min is not { } min || Number(min) <= 1,
            RuleMessage<ModelGateSpec>.Naming("self.threshold.min", static self => self.Threshold!.Min, "min '{0}' is never reached: ErrorRate and Saturation go from 0 to 1; write 0.05 for 5 percent"),
            field: ".threshold.min")
        .Require(
            $"!({IsShare} && has(self.threshold.max)) || double(self.threshold.max) < 1.0",
            static self => !IsOfShare(self) || self.Threshold!.Max is not { } max || Number(max) < 1,
            RuleMessage<ModelGateSpec>.Naming("self.threshold.max", static self => self.Threshold!.Max, "max '{0}' lets everything pass: ErrorRate and Saturation go from 0 to 1; write 0.05 for 5 percent"),
            field: ".threshold.max")
        .Member("threshold", static self => self.Threshold, All());

    private static Place<GateThreshold> All() => new Place<GateThreshold>()
        .Require(
            "has(self.min) || has(self.max) || has(self.relativeToStable)",
            static threshold => threshold.Min is not null || threshold.Max is not null || threshold.RelativeToStable is not null,
            "at least one of min, max and relativeToStable must be set, or everything passes")
        .Require(
            "!has(self.min) || !has(self.max) || double(self.min) <= double(self.max)",
            static threshold => threshold.Min is null || threshold.Max is null || Number(threshold.Min) <= Number(threshold.Max),
            "min must not be greater than max, or nothing passes; exchange them",
            field: ".min")
        .Member("relativeToStable", static threshold => threshold.RelativeToStable, Relative());

    private static Place<RelativeThreshold> Relative() => new Place<RelativeThreshold>()
        .Require(
            "has(self.maxRatio) != has(self.maxDelta)",
            static relative => relative.MaxRatio is null != relative.MaxDelta is null,
            "exactly one of maxRatio (candidate / stable) and maxDelta (candidate - stable) must be set")
        .Require(
            "!has(self.maxRatio) || double(self.maxRatio) > 0.0",
            static relative => relative.MaxRatio is not { } ratio || Number(ratio) > 0,
            RuleMessage<RelativeThreshold>.Naming("self.maxRatio", static relative => relative.MaxRatio, "maxRatio '{0}' must be greater than 0, such as 1.2 for a fifth more than stable"),
            field: ".maxRatio");

    private static bool IsOfShare(ModelGateSpec spec) =>
        spec is { Type: GateType.Scrape, Scrape.Metric: ProfileMetric.ErrorRate or ProfileMetric.Saturation, Threshold: not null };

    // As CEL does it: only here, to find nonsense. Gates compare decimals.
    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
