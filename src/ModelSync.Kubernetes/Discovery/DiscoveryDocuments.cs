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
                return [.. Items(root, "versions").Select(version => version.GetString()).OfType<string>()];
            case "APIGroupList":
                return [.. Items(root, "groups").SelectMany(PreferredFirst)];
            case var kind:
                throw new JsonException($"kind \"{kind}\" is none of APIGroupDiscoveryList, APIVersions, APIGroupList");
        }
    }

    /// <summary>Reads the resources of one group version.</summary>
    /// <exception cref="JsonException">It is no list of resources.</exception>
    public static IReadOnlyList<ResourceInfo> ReadGroupVersion(ReadOnlyMemory<byte> json, string groupVersion)
    {
        var found = new List<ResourceInfo>();
        using var document = JsonDocument.Parse(json);
        var slash = groupVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? string.Empty : groupVersion[..slash];
        var version = groupVersion[(slash + 1)..];
        if (Text(document.RootElement, "kind") is not "APIResourceList")
        {
            throw new JsonException("the document is no APIResourceList");
        }

        foreach (var resource in Items(document.RootElement, "resources"))
        {
            // `pods/log` and its like are subresources.
            if (Text(resource, "name") is { } name && !name.Contains('/', StringComparison.Ordinal) && Text(resource, "kind") is { } kind)
            {
                var isNamespaced = Member(resource, "namespaced").ValueKind == JsonValueKind.True;
                found.Add(new ResourceInfo(group, version, kind, name, isNamespaced ? ResourceScope.Namespaced : ResourceScope.Cluster));
            }
        }

        return found;
    }

    private static void ReadAggregated(JsonElement root, DiscoveryCollector collected)
    {
        foreach (var group in Items(root, "items"))
        {
            var groupName = Text(Member(group, "metadata"), "name") ?? string.Empty;
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
            && Text(Member(resource, "responseKind"), "kind") is { Length: > 0 } kind)
        {
            var scope = Text(resource, "scope") is "Namespaced" ? ResourceScope.Namespaced : ResourceScope.Cluster;
            collected.Add(new ResourceInfo(group, version, kind, plural, scope));
        }
    }

    private static IEnumerable<string> PreferredFirst(JsonElement group)
    {
        var preferred = Text(Member(group, "preferredVersion"), "groupVersion");
        return Items(group, "versions")
            .Select(item => Text(item, "groupVersion"))
            .OfType<string>()
            .OrderBy(groupVersion => string.Equals(groupVersion, preferred, StringComparison.Ordinal) ? 0 : 1);
    }

    // Members that are null are as good as absent: Go servers write both.
    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;
}
