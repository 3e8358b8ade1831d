using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelRollout. None compares replicas with anything: an autoscaler writes it, and must not be refused.</summary>
internal static class RolloutRules
{
    /// <summary>All of them.</summary>
    public static Place<ModelRollout> All() => new Place<ModelRollout>()
        .Require(
            $"self.metadata.name.matches(r'{Patterns.RolloutName}')",
            static rollout => Patterns.RolloutName.Fits(rollout.Metadata.Name ?? string.Empty),
            RuleMessage<ModelRollout>.Naming(
                "self.metadata.name",
                static rollout => rollout.Metadata.Name,
                "metadata.name '{0}' cannot name Services and revisions; use at most 52 lower-case letters, digits and -, beginning with a letter and not ending with -"),
            field: ".metadata.name")
        .RequireOfChange(
            "!has(oldSelf.status) || !has(oldSelf.status.candidate) || self.spec.traffic.type == oldSelf.spec.traffic.type",
            static (self, old) => old.Status?.Candidate is null || self.Spec!.Traffic!.Type == old.Spec!.Traffic!.Type,
            "traffic.type cannot change while a candidate is under way; promote or abort it first",
            field: ".spec.traffic.type",
            reason: Reasons.Forbidden)
        .Member("spec", static rollout => rollout.Spec, Spec());

    private static Place<ModelRolloutSpec> Spec() => new Place<ModelRolloutSpec>()
        .With(static spec => VersionText.Rule(spec, static self => self.Version))
        .Require(
            "self.progressDeadlineSeconds > self.minReadySeconds",
            static spec => spec.ProgressDeadlineSeconds > spec.MinReadySeconds,
            "progressDeadlineSeconds (600 where it is left out) must be greater than minReadySeconds, or no step can ever end in time; raise it",
            field: ".progressDeadlineSeconds")
        .Require(
            "self.ports.all(p, self.ports.exists_one(q, q.port == p.port))",
            static spec => spec.Ports!.All(port => spec.Ports!.Count(other => other.Port == port.Port) == 1),
            "ports must not have one port twice; give each its own number",
            field: ".ports")
        .With(PodTemplateRules.AddToSpec)
        .With(ServiceSplitRules.AddToSpec)
        .Member("template", static spec => spec.Template, PodTemplateRules.All())
        .Items("ports", static spec => spec.Ports, new Place<ServicePortSpec>().With(static place => PortRules.Add(place, "targetPort", static port => port.TargetPort)))
        .Member("strategy", static spec => spec.Strategy, StrategyRules.All())
        .Member("traffic", static spec => spec.Traffic, TrafficRules.All())
        .Member("placement", static spec => spec.Placement, PlacementRules.All());
}
