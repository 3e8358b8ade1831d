using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Discovery;

/// <summary>Reads the three forms of discovery document: aggregated, a list of groups or versions, and the resources of one group version.</summary>
internal static class DiscoveryDocuments
{
    /// <summary>Reads `/api` or `/apis`; returns the group versions that must still be asked one by one (none for an aggregated document).</summary>
    public static IReadOnlyList<string> ReadRoot(ReadOnlyMemory<byte> json, DiscoveryCollector collected)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        switch (Text(root, "kind"))
        {
            case "APIGroupDiscoveryList":
                ReadAggregated(root, collected);
                return [];
            case "APIVersions":
                return [.. Items(root, "versions").Select(version => version.GetString()!)];
            case "APIGroupList":
                return [.. Items(root, "groups").SelectMany(PreferredFirst)];
            case var kind:
                throw new JsonException($"kind \"{kind}\" is none of APIGroupDiscoveryList, APIVersions, APIGroupList");
        }
    }

    /// <summary>Reads the resources of one group version.</summary>
    public static bool ReadGroupVersion(ReadOnlyMemory<byte> json, string groupVersion, DiscoveryCollector collected)
    {
        using var document = JsonDocument.Parse(json);
        var slash = groupVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? string.Empty : groupVersion[..slash];
        var version = groupVersion[(slash + 1)..];
        foreach (var resource in Items(document.RootElement, "resources"))
        {
            // `pods/log` and its like are subresources.
            if (Text(resource, "name") is { } name && !name.Contains('/', StringComparison.Ordinal) && Text(resource, "kind") is { } kind)
            {
                var isNamespaced = resource.TryGetProperty("namespaced", out var value) && value.ValueKind == JsonValueKind.True;
                collected.Add(new ResourceInfo(group, version, kind, name, isNamespaced ? ResourceScope.Namespaced : ResourceScope.Cluster));
            }
        }

        return true;
    }

    private static void ReadAggregated(JsonElement root, DiscoveryCollector collected)
    {
        foreach (var group in Items(root, "items"))
        {
            var groupName = group.TryGetProperty("metadata", out var metadata) ? Text(metadata, "name") ?? string.Empty : string.Empty;
            foreach (var version in Items(group, "versions"))
            {
                var versionName = Text(version, "version") ?? throw new JsonException($"a version of group \"{groupName}\" has no name");
                if (Text(version, "freshness") is "Stale")
                {
                    collected.AddStale(groupName.Length == 0 ? versionName : $"{groupName}/{versionName}");
                }

                foreach (var resource in Items(version, "resources"))
                {
                    ReadAggregatedResource(resource, groupName, versionName, collected);
                }
            }
        }
    }

    private static void ReadAggregatedResource(JsonElement resource, string group, string version, DiscoveryCollector collected)
    {
        // Some resources exist for their subresources alone and have no kind of their own.
        if (Text(resource, "resource") is { } plural
            && resource.TryGetProperty("responseKind", out var responseKind) && Text(responseKind, "kind") is { Length: > 0 } kind)
        {
            var scope = Text(resource, "scope") is "Namespaced" ? ResourceScope.Namespaced : ResourceScope.Cluster;
            collected.Add(new ResourceInfo(group, version, kind, plural, scope));
        }
    }

    private static IEnumerable<string> PreferredFirst(JsonElement group)
    {
        var preferred = group.TryGetProperty("preferredVersion", out var version) ? Text(version, "groupVersion") : null;
        return Items(group, "versions")
            .Select(item => Text(item, "groupVersion"))
            .OfType<string>()
            .OrderBy(groupVersion => string.Equals(groupVersion, preferred, StringComparison.Ordinal) ? 0 : 1);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
