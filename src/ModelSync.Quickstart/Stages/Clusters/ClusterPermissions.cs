using System.Text.Json.Nodes;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>Gives the operator's permissions, as it prints them itself, names and labels of the quickstart's own.</summary>
internal static class ClusterPermissions
{
    private const string PrintedNamespace = "modelsync-system";

    /// <summary>The same objects; the rules in them stay as they are.</summary>
    public static IReadOnlyList<JsonObject> Renamed(IEnumerable<JsonObject> manifests) =>
        [.. manifests.Where(manifest => Text(manifest["kind"]) is not "Namespace").Select(Rename)];

    /// <summary>The same object with the label by which the quickstart knows its own.</summary>
    public static JsonObject Labelled(JsonObject manifest)
    {
        var copy = (JsonObject)manifest.DeepClone();
        var metadata = (JsonObject)copy["metadata"]!;
        var labels = metadata["labels"] as JsonObject ?? [];
        labels[ClusterNames.OwnLabel] = ClusterNames.OwnValue;
        metadata["labels"] = labels;
        return copy;
    }

    private static JsonObject Rename(JsonObject manifest)
    {
        var copy = Labelled(manifest);
        var metadata = (JsonObject)copy["metadata"]!;
        MoveNamespace(metadata);
        if (Text(copy["kind"]) is "ClusterRole" or "ClusterRoleBinding")
        {
            metadata["name"] = ClusterNames.ClusterRole;
        }

        if (copy["roleRef"] is JsonObject role && Text(role["kind"]) is "ClusterRole")
        {
            role["name"] = ClusterNames.ClusterRole;
        }

        foreach (var subject in (copy["subjects"] as JsonArray ?? []).OfType<JsonObject>())
        {
            MoveNamespace(subject);
        }

        return copy;
    }

    private static void MoveNamespace(JsonObject value)
    {
        if (Text(value["namespace"]) is PrintedNamespace)
        {
            value["namespace"] = ClusterNames.Namespace;
        }
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
