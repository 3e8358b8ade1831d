using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelSync.EndToEnd.Api;

/// <summary>Writes JSON with its members in order, to compare what is the same.</summary>
internal static class SortedJson
{
    public static string Of(string json) => Sort(JsonNode.Parse(json))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
