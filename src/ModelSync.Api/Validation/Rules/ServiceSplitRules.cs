using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Validation.Rules;

/// <summary>What a canary cannot ask for when a Service splits its traffic: there the numbers of pods are the shares, and nothing else decides them.</summary>
internal static class ServiceSplitRules
{
    private const string RouterOr = "self.traffic.type != 'Service' || !has(self.strategy.canary) || ";
    private const string Remedy = "a Service splits traffic by the numbers of pods; remove the field, or use traffic.type GatewayAPI or Istio";

    /// <summary>Adds the rules to those of a rollout's spec.</summary>
    public static Place<ModelRolloutSpec> AddToSpec(Place<ModelRolloutSpec> spec) => spec
        .Require(
            $"{RouterOr}self.strategy.canary.scale == 'MatchWeight'",
            static self => ByService(self)?.Scale is null or CandidateScale.MatchWeight,
            $"scale must be MatchWeight: {Remedy}",
            field: ".strategy.canary.scale",
            reason: Reasons.Forbidden)
        .Require(
            $"{RouterOr}self.strategy.canary.stableScale == 'Full'",
            static self => ByService(self)?.StableScale is null or StableScale.Full,
            $"stableScale must be Full: {Remedy}",
            field: ".strategy.canary.stableScale",
            reason: Reasons.Forbidden)
        .Require(
            $"{RouterOr}self.strategy.canary.minReplicas == 1",
            static self => ByService(self)?.MinReplicas is null or 1,
            $"minReplicas must be 1: {Remedy}",
            field: ".strategy.canary.minReplicas",
            reason: Reasons.Forbidden);

    private static CanaryStrategy? ByService(ModelRolloutSpec spec) => spec.Traffic!.Type == TrafficType.Service ? spec.Strategy!.Canary : null;
}
