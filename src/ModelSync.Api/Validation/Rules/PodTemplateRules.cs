using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a rollout's pod template. CEL sees only its metadata: the fields of its spec are not in the schema, and the dry run judges the most of them.</summary>
internal static class PodTemplateRules
{
    private const string OwnPrefix = "modelsync.io/";

    /// <summary>The rules of the template.</summary>
    public static Place<PodTemplate> All() => new Place<PodTemplate>()
        .Member("metadata", static template => template.Metadata, Metadata());

    /// <summary>Adds the rules between the template and the rest of a rollout's spec.</summary>
    public static Place<ModelRolloutSpec> AddToSpec(Place<ModelRolloutSpec> spec) => spec
        .RequireInCode(
            static self => Containers(self).Count > 0,
            "template.spec.containers must have at least one container; write the container that serves the model",
            field: ".template.spec.containers")
        .RequireInCode(
            static self => self.ServingContainer is null || Containers(self).Count == 0 || Containers(self).Exists(container => IsNamed(container, self.ServingContainer)),
            RuleMessage<ModelRolloutSpec>.Naming(
                string.Empty, static self => self.ServingContainer, "servingContainer '{0}' is none of template.spec.containers; write the name of one of them, or leave it out for the first"),
            field: ".servingContainer")
        .RequireInCode(
            static self => Containers(self).Count == 0 || UnknownPort(self) is null,
            RuleMessage<ModelRolloutSpec>.Naming(
                string.Empty, UnknownPort, "ports has the targetPort '{0}', which no container of template.spec names; name that port in the container, or write its number"),
            field: ".ports");

    private static Place<PodTemplateMetadata> Metadata() => new Place<PodTemplateMetadata>()
        .Require(
            $"!has(self.labels) || self.labels.all(k, !k.startsWith('{OwnPrefix}'))",
            static metadata => HasNoneOfOurs(metadata.Labels),
            $"labels must not have keys that begin with {OwnPrefix}, which ModelSync sets itself; remove them",
            field: ".labels",
            reason: Reasons.Forbidden)
        .Require(
            $"!has(self.annotations) || self.annotations.all(k, !k.startsWith('{OwnPrefix}'))",
            static metadata => HasNoneOfOurs(metadata.Annotations),
            $"annotations must not have keys that begin with {OwnPrefix}, which ModelSync sets itself; remove them",
            field: ".annotations",
            reason: Reasons.Forbidden);

    private static bool HasNoneOfOurs(StringMap? map) => map?.Keys.All(static key => !key.StartsWith(OwnPrefix, StringComparison.Ordinal)) ?? true;

    private static string? UnknownPort(ModelRolloutSpec spec)
    {
        var named = Containers(spec).SelectMany(static container => List(container, "ports")).ToList();
        foreach (var port in spec.Ports ?? [])
        {
            if (port.TargetPort is { } target && target.TryGetString(out var name) && PortRules.IsName(name) && !named.Exists(candidate => IsNamed(candidate, name)))
            {
                return name;
            }
        }

        return null;
    }

    private static List<JsonElement> Containers(ModelRolloutSpec spec)
    {
        if (spec.Template?.Spec is not { } pod)
        {
            return [];
        }

        using var document = JsonDocument.Parse(pod.Utf8);
        return List(document.RootElement.Clone(), "containers");
    }

    private static List<JsonElement> List(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static bool IsNamed(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(name);
}
