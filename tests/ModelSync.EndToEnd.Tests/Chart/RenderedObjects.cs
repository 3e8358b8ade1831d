using System.Text.Json.Nodes;

namespace ModelSync.EndToEnd.Chart;

/// <summary>Reads what was rendered.</summary>
internal static class RenderedObjects
{
    public const string Definition = "CustomResourceDefinition";

    // Labels and annotations that mean something to Helm alone, or that would be untrue of an image that kustomize chooses.
    private static readonly string[] OfHelm = ["app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart", "helm.sh/resource-policy"];

    extension(JsonNode node)
    {
        public string Kind => (string)node["kind"]!;

        public string Name => (string)node["metadata"]!["name"]!;

        public string? Namespace => (string?)node["metadata"]!["namespace"];

        public string Key => $"{node.Kind} {node.Namespace}/{node.Name}";

        public JsonNode Container => node["spec"]!["template"]!["spec"]!["containers"]![0]!;

        public string[] Args => [.. node.Container["args"]!.AsArray().Select(static argument => (string)argument!)];
    }

    public static JsonObject One(this IEnumerable<JsonObject> objects, string kind) => objects.Single(one => one.Kind == kind);

    /// <summary>Canonical JSON by kind, namespace and name; without what only Helm writes.</summary>
    public static Dictionary<string, string> WithoutHelm(this IEnumerable<JsonObject> objects) =>
        objects.ToDictionary(static one => one.Key, static one => Canonical(one, OfHelm), StringComparer.Ordinal);

    /// <summary>JSON whose fields are sorted; of labels and annotations some are left out, and then empty ones too.</summary>
    public static string Canonical(JsonNode? node, IReadOnlyList<string> leftOut) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields
            .Where(field => !leftOut.Contains(field.Key) && !IsEmpty(field.Key, field.Value, leftOut))
            .OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(field => $"\"{field.Key}\":{Canonical(field.Value, leftOut)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(item => Canonical(item, leftOut))) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };

    private static bool IsEmpty(string name, JsonNode? value, IReadOnlyList<string> leftOut) =>
        leftOut.Count > 0 && name is "labels" or "annotations" && value is JsonObject fields && fields.All(field => leftOut.Contains(field.Key));
}
