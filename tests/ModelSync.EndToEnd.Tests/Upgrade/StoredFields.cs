using System.Text.Json.Nodes;

namespace ModelSync.EndToEnd.Upgrade;

/// <summary>Finds what objects have lost.</summary>
internal static class StoredFields
{
    /// <summary>The paths of what was there before and is not now; items of arrays by their place.</summary>
    public static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path = "") => (before, after) switch
    {
        (JsonObject fields, JsonObject present) => fields.SelectMany(field =>
            present.TryGetPropertyValue(field.Key, out var now) ? Lost(field.Value, now, $"{path}.{field.Key}") : [$"{path}.{field.Key}"]),
        (JsonArray items, JsonArray present) => items.SelectMany((item, index) =>
            index < present.Count ? Lost(item, present[index], $"{path}[{index}]") : [$"{path}[{index}]"]),
        _ => [],
    };

    /// <summary>The paths of what was there before and is not now, or says something else.</summary>
    public static IEnumerable<string> LostOrChanged(JsonNode? before, JsonNode? after, string path = "") => (before, after) switch
    {
        (JsonObject fields, JsonObject present) => fields.SelectMany(field => LostOrChanged(field.Value, present[field.Key], $"{path}.{field.Key}")),
        (JsonArray items, JsonArray present) when items.Count == present.Count => items.SelectMany((item, index) => LostOrChanged(item, present[index], $"{path}[{index}]")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [path],
    };
}
