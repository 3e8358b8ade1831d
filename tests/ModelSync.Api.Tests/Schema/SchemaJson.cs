using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Schema;

/// <summary>Makes objects that a schema allows: each field that is not required is there or not, each list has up to three items.</summary>
internal static class SchemaJson
{
    private static readonly (string Pattern, string[] Samples)[] Samples =
    [
        (Patterns.Label, ["a", "fraud-detector", "x9"]),
        (Patterns.Name, ["a", "smoke.test-1"]),
        (Patterns.Digest, [$"sha256:{new string('a', 64)}", $"sha256:{new string('0', 64)}"]),
        (Patterns.Sha256, [new string('f', 64)]),
        (Patterns.Decimal, ["0.95", "-3", "12"]),
        (Patterns.Percent, ["25%", "100%"]),
        (Patterns.Url, ["https://example.com/x", "http://a"]),
        (Patterns.Path, ["/", "/v2/health/ready"]),
        (Patterns.Duration, ["10s", "1m30s"]),
        (Patterns.Quantity, ["2", "16Gi"]),
    ];

    /// <summary>Objects of a kind, with a name and the type's own lines.</summary>
    public static Gen<JsonObject> Of(ResourceInfo kind) =>
        from spec in Value(ApiSchemas.Of(kind).Properties["spec"])
        from status in Value(ApiSchemas.Of(kind).Properties["status"])
        select new JsonObject
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = "a" },
            ["spec"] = spec,
            ["status"] = status,
        };

    private static Gen<JsonNode> Value(SchemaNode schema) => schema.Type switch
    {
        SchemaType.Object => Object(schema),
        SchemaType.Map => from count in Gen.Choose(schema.MinSize ?? 0, 3)
                          from values in Value(schema.Items!).ListOf(count)
                          select (JsonNode)new JsonObject(values.Select((value, i) => KeyValuePair.Create($"k{i}", (JsonNode?)value))),
        SchemaType.FreeForm => Gen.Constant(0).Select(_ => JsonNode.Parse("""{"containers":[{"name":"a","ports":[1,2.5,null]}]}""")!),
        SchemaType.List => from count in Gen.Choose(schema.MinSize ?? 0, Math.Min(3, schema.MaxSize!.Value))
                           from items in Value(schema.Items!).ListOf(count)
                           select (JsonNode)new JsonArray([.. WithoutDoubles(schema, items)]),
        SchemaType.Boolean => Gen.Elements(true, false).Select(value => (JsonNode)JsonValue.Create(value)),
        SchemaType.Int32 => Gen.Choose((int)schema.Minimum!.Value, (int)schema.Maximum!.Value).Select(value => (JsonNode)JsonValue.Create(value)),
        SchemaType.Int64 => Gen.Elements(schema.Minimum!.Value, 7L, schema.Maximum!.Value).Select(value => (JsonNode)JsonValue.Create(value)),
        SchemaType.Time => Gen.Elements("2026-01-31T12:00:00Z", "1970-01-01T00:00:01Z").Select(value => (JsonNode)JsonValue.Create(value)),
        SchemaType.IntOrString => Gen.OneOf(Value(schema with { Type = SchemaType.String }), Value(schema with { Type = SchemaType.Int32 })),
        _ => Text(schema).Select(value => (JsonNode)JsonValue.Create(value)),
    };

    private static Gen<JsonNode> Object(SchemaNode schema) =>
        schema.Properties.Aggregate(
            Gen.Constant(new JsonObject()),
            (members, property) => from json in members
                                   from isThere in schema.Required.Contains(property.Key, StringComparer.Ordinal) ? Gen.Constant(true) : Gen.Elements(true, false)
                                   from value in isThere ? Value(property.Value).Select(value => (JsonNode?)value) : Gen.Constant<JsonNode?>(null)
                                   select With(json, property.Key, value))
            .Select(json => (JsonNode)json);

    private static Gen<string> Text(SchemaNode schema)
    {
        if (schema.Values.Count > 0)
        {
            return Gen.Elements(schema.Values.ToArray());
        }

        if (schema.Pattern is not null)
        {
            var known = Samples.FirstOrDefault(sample => sample.Pattern == schema.Pattern).Samples ?? ["Ready"];
            return Gen.Elements(known);
        }

        var longest = Math.Min(schema.MaxSize!.Value, 12);
        return from length in Gen.Choose(Math.Min(schema.MinSize ?? 0, longest), longest)
               from runes in Gen.Elements("a", "Z", "0", "-", " ", "é", "\"", "\n", "😀").ListOf(length)
               select string.Concat(runes);
    }

    private static JsonObject With(JsonObject json, string name, JsonNode? value)
    {
        // Generators run again and again over the same start, which must not change.
        var copy = (JsonObject)json.DeepClone();
        if (value is not null)
        {
            copy[name] = value.Parent is null ? value : value.DeepClone();
        }

        return copy;
    }

    private static IEnumerable<JsonNode> WithoutDoubles(SchemaNode schema, IEnumerable<JsonNode> items) => schema.ListKind switch
    {
        ListKind.Set => items.DistinctBy(item => item.ToJsonString(), StringComparer.Ordinal),
        ListKind.Map => items.DistinctBy(item => string.Join('\n', schema.ListKeys.Select(key => item[key]?.ToJsonString())), StringComparer.Ordinal),
        _ => items,
    };
}
