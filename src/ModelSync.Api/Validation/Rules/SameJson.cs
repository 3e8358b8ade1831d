using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ModelSync.Api.Validation.Rules;

/// <summary>Compares two values as CEL does: by content, and without regard to the order of lists that are sets or maps in the schema.</summary>
internal static class SameJson
{
    /// <summary>Whether both are the same; null is a member that is left out.</summary>
    public static bool Of<T>(T? left, T? right, JsonTypeInfo<T> contract)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        return JsonNode.DeepEquals(Ordered(JsonSerializer.SerializeToNode(left, contract)), Ordered(JsonSerializer.SerializeToNode(right, contract)));
    }

    // In these kinds a list of texts is a set, and a list of objects is a map by name.
    private static JsonNode? Ordered(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array when array.All(static item => item is JsonObject || item?.GetValueKind() == JsonValueKind.String):
                var items = array.Select(static item => Ordered(item?.DeepClone())).OrderBy(static item => item?.ToJsonString(), StringComparer.Ordinal);
                return new JsonArray([.. items]);
            case JsonObject members:
                return new JsonObject(members.Select(static member => KeyValuePair.Create(member.Key, Ordered(member.Value?.DeepClone()))));
            default:
                return node;
        }
    }
}
