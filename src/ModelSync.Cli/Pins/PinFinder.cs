using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Versions;
using ModelSync.Cli.Lint;
using ModelSync.Registries.Components;

namespace ModelSync.Cli.Pins;

/// <summary>Finds the ModelVersions of a text that are to be pinned.</summary>
internal static class PinFinder
{
    /// <summary>All of its ModelVersions; other objects are passed over.</summary>
    /// <exception cref="YamlTextException">The text is not YAML.</exception>
    public static IReadOnlyList<PinCandidate> Find(string text) => [.. YamlDocuments.Read(text).OfType<YamlNode.Map>().SelectMany(Items).Where(IsVersion).Select(manifest => Of(manifest, text))];

    // What `kubectl get -o yaml` prints of several.
    private static IEnumerable<YamlNode.Map> Items(YamlNode.Map manifest) =>
        manifest.Text("kind") is "List" or "ModelVersionList" && manifest.Find("items")?.Node is YamlNode.List items ? items.Items.OfType<YamlNode.Map>() : [manifest];

    private static bool IsVersion(YamlNode.Map manifest) =>
        manifest.Text("kind") is "ModelVersion" && manifest.Text("apiVersion") is $"{ApiGroup.Name}/{ApiGroup.Version}";

    private static PinCandidate Of(YamlNode.Map manifest, string text)
    {
        var version = JsonSerializer.Deserialize(YamlJson.Of(manifest).Span, ModelVersion.TypeInfo)!;
        var spec = version.Spec ?? new ModelVersionSpec();
        var nodes = ((manifest.Find("spec")?.Node as YamlNode.Map)?.Find("components")?.Node as YamlNode.List)?.Items ?? [];
        var open = (spec.Components ?? [])
            .Select((component, index) => (Component: component, Node: nodes[index] as YamlNode.Map))
            .Where(pair => pair.Node is not null && NeedsPin(pair.Component))
            .Select(pair => (pair.Component, (pair.Node!.Find("uri")?.Place ?? pair.Node.Place), PinSpot.Of(pair.Node, text)));
        return new PinCandidate(version.Metadata.Name ?? "?", manifest.Place, spec, [.. open]);
    }

    // What has no tag and no digest either is to be told of: an https:// address without one cannot be resolved by anybody.
    private static bool NeedsPin(ModelComponent component) =>
        component.Digest is null && ComponentSource.Of(component) is not ComponentSource.Registry { Reference.Digest: not null };
}
