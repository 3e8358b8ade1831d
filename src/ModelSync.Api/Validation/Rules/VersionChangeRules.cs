using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Versions;

namespace ModelSync.Api.Validation.Rules;

/// <summary>What may become of a ModelVersion after its creation: only its lifecycle and its description change.</summary>
/// <remarks>
/// <code>
///   Active ◄──► Deprecated
///      │            │
///      ▼            ▼
///   Quarantined ◄──► Retired      (no way back up: what was withdrawn or retired is built again as a new version)
/// </code>
/// A retired version may still be quarantined, because it may still be serving. Were a way back from Retired to Active open, a quarantine could be undone
/// in two steps.
/// </remarks>
internal static class VersionChangeRules
{
    /// <summary>Adds the rules to those of the spec.</summary>
    public static Place<ModelVersionSpec> Add(Place<ModelVersionSpec> spec)
    {
        var contracts = ApiJsonContext.Default;
        Lifecycles(spec);
        Immutable(spec, "model", static s => s.Model, contracts.String, isRequired: true);
        Immutable(spec, "version", static s => s.Version, contracts.String, isRequired: true);
        Immutable(spec, "packageDigest", static s => s.PackageDigest, contracts.String);
        Immutable(spec, "pullSecrets", static s => s.PullSecrets, contracts.IReadOnlyListLocalReference);
        Immutable(spec, "components", static s => s.Components, contracts.IReadOnlyListModelComponent, isRequired: true);
        Immutable(spec, "runtimeProfile", static s => s.RuntimeProfile, contracts.NullableRuntimeProfile);
        Immutable(spec, "parameters", static s => s.Parameters, contracts.StringMap);
        Immutable(spec, "schema", static s => s.Schema, contracts.ModelSchema);
        Immutable(spec, "lineage", static s => s.Lineage, contracts.ModelLineage);
        Immutable(spec, "hyperparameters", static s => s.Hyperparameters, contracts.StringMap);
        Immutable(spec, "metrics", static s => s.Metrics, contracts.StringMap);
        Immutable(spec, "dependencies", static s => s.Dependencies, contracts.ModelDependencies);
        Immutable(spec, "deploymentTargets", static s => s.DeploymentTargets, contracts.IReadOnlyListString);
        return Immutable(spec, "documents", static s => s.Documents, contracts.IReadOnlyListModelDocument);
    }

    private static void Lifecycles(Place<ModelVersionSpec> spec)
    {
        spec.RequireOfChange(
            "oldSelf.lifecycle != 'Quarantined' || self.lifecycle in ['Quarantined', 'Retired']",
            static (self, old) => old.Lifecycle != Lifecycle.Quarantined || self.Lifecycle is Lifecycle.Quarantined or Lifecycle.Retired,
            Becoming("lifecycle cannot become {0} after Quarantined, only Retired; create a new ModelVersion for a version that is safe"),
            field: ".lifecycle",
            reason: Reasons.Forbidden);
        spec.RequireOfChange(
            "oldSelf.lifecycle != 'Retired' || self.lifecycle in ['Retired', 'Quarantined']",
            static (self, old) => old.Lifecycle != Lifecycle.Retired || self.Lifecycle is Lifecycle.Retired or Lifecycle.Quarantined,
            Becoming("lifecycle cannot become {0} after Retired, only Quarantined; create a new ModelVersion to serve the model again"),
            field: ".lifecycle",
            reason: Reasons.Forbidden);
    }

    private static RuleMessage<ModelVersionSpec> Becoming(string template) =>
        RuleMessage<ModelVersionSpec>.Naming("self.lifecycle", static spec => spec.Lifecycle.ToString(), template);

    // Stands at the spec, not at the field: a rule of the field would not see it come or go.
    private static Place<ModelVersionSpec> Immutable<TMember>(
        Place<ModelVersionSpec> spec, string name, Func<ModelVersionSpec, TMember?> get, JsonTypeInfo<TMember> contract, bool isRequired = false) =>
        spec.RequireOfChange(
            isRequired
                ? $"self.{name} == oldSelf.{name}"
                : $"has(self.{name}) == has(oldSelf.{name}) && (!has(self.{name}) || self.{name} == oldSelf.{name})",
            (self, old) => SameJson.Of(get(self), get(old), contract),
            $"{name} cannot change after creation, only lifecycle and description can; create a new ModelVersion with another version",
            field: $".{name}",
            reason: Reasons.Forbidden);
}
