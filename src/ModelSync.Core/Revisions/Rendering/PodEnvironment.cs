using System.Text.Json.Nodes;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>
/// The variables that say which version a pod serves. They come before the user's own, since `$(MODEL_URI)` in a value or an argument
/// expands only what was defined before it.
/// </summary>
internal sealed class PodEnvironment
{
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Value)> _variables = [];

    private PodEnvironment()
    {
    }

    /// <summary>The variables; an impediment when two parts or parameters would have the same one.</summary>
    public static Rendered<PodEnvironment> Of(RolloutIdentity rollout, RevisionInputs inputs, PackageView package)
    {
        var result = new PodEnvironment();
        var clash = result.Add("MODEL_NAME", rollout.Model, "the model")
            ?? result.Add("MODEL_VERSION", inputs.Version, "the version")
            ?? result.Add("MODEL_DIGEST", inputs.PackageDigest, "the package digest");
        foreach (var part in package.Parts)
        {
            var suffix = part.Role is ComponentRole.Weights ? string.Empty : PackageView.Variable("_", part.Name);
            var uri = part.Role is ComponentRole.Image ? part.ImageReference ?? part.Uri : part.Uri;
            clash ??= result.Add($"MODEL_URI{suffix}", uri, $"component {part.Name}");
            if (inputs.Delivery is DeliveryMode.ImageVolume && part.Role is not ComponentRole.Image)
            {
                clash ??= result.Add($"MODEL_PATH{suffix}", ImageVolumes.PathOf(part), $"component {part.Name}");
            }
        }

        foreach (var (name, value) in package.Parameters)
        {
            clash ??= result.Add(PackageView.Variable("MODEL_PARAM_", name), value, $"parameter {name}");
        }

        return clash is null ? result : clash;
    }

    /// <summary>Puts the variables before a container's own; an impediment when it sets one of them itself.</summary>
    public Impediment? AddTo(JsonObject container)
    {
        foreach (var own in container.Objects("env"))
        {
            if (own.Text("name") is { } name && _sources.TryGetValue(name, out var source))
            {
                return new Impediment(
                    ConditionReasons.InvalidTemplate,
                    $"spec.template.spec: container {container.Text("name")} sets {name}, which ModelSync sets from {source}: rename the container's.");
            }
        }

        var env = new JsonArray();
        foreach (var (name, value) in _variables)
        {
            env.Add((JsonNode)JsonTree.Of(("name", name), ("value", value.Replace("$", "$$", StringComparison.Ordinal))));
        }

        foreach (var own in container["env"] as JsonArray ?? [])
        {
            env.Add(own?.DeepClone());
        }

        container["env"] = env;
        return null;
    }

    private Impediment? Add(string name, string value, string source)
    {
        if (!_sources.TryAdd(name, source))
        {
            return new Impediment(
                ConditionReasons.InvalidTemplate,
                $"{source} and {_sources[name]} would both be the variable {name}: rename one of them in the ModelVersion.");
        }

        _variables.Add((name, value));
        return null;
    }
}
