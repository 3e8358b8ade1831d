using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ModelSync.Api.Tests.Digests;

/// <summary>Trees of JSON without null members, with names and texts that are easy to get wrong.</summary>
internal static class RandomJson
{
    public static Gen<JsonNode> Tree { get; } = Gen.Sized(size => NodeOf(Math.Min(size, 12)));

    /// <summary>The same tree with the members of every object in the opposite order.</summary>
    public static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static Gen<JsonNode> NodeOf(int size)
    {
        var text = Gen.Elements(string.Empty, "a", "\"\\/", "é\u2028", "😀", "\u0001\t", "{}", "a.b/c");
        var leaf = Gen.OneOf(
            text.Select(value => (JsonNode)JsonValue.Create(value)),
            Gen.Elements(true, false).Select(value => (JsonNode)JsonValue.Create(value)),
            Gen.Choose(-5, 5).Select(value => (JsonNode)JsonValue.Create((long)value)));
        if (size <= 1)
        {
            return leaf;
        }

        var inner = NodeOf(size / 3);
        var members =
            from count in Gen.Choose(0, 4)
            from names in Gen.ArrayOf(text, count)
            from values in Gen.ArrayOf(inner, count)
            select (JsonNode)new JsonObject(names.Zip(values, KeyValuePair.Create<string, JsonNode?>).DistinctBy(member => member.Key));
        var items =
            from count in Gen.Choose(0, 3)
            from values in Gen.ArrayOf(inner, count)
            select (JsonNode)new JsonArray([.. values]);
        return Gen.OneOf(leaf, members, items);
    }
}
