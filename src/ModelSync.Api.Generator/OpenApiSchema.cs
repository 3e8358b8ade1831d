using System.Text.Json.Nodes;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;

namespace ModelSync.Api.Generator;

/// <summary>Writes a schema as a CRD's OpenAPI v3, with the rules at their places.</summary>
internal sealed class OpenApiSchema(IReadOnlyList<CelRule> rules)
{
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);

    public JsonObject Write(SchemaNode schema)
    {
        var json = Node(schema, "");
        var lost = rules.Where(rule => !_placed.Contains(rule.Path)).Select(rule => $"\"{rule.Path}\"").Distinct(StringComparer.Ordinal).ToArray();
        return lost.Length == 0 ? json
            : throw new InvalidOperationException($"Rules stand at {string.Join(", ", lost)}, where the schema has nothing: a path is such as spec.strategy.canary.steps[].");
    }

    private JsonObject Node(SchemaNode schema, string path)
    {
        var json = new JsonObject();
        Add(json, "description", schema.Description);
        Add(json, "default", schema.HasDefault ? JsonNode.Parse(schema.Default.GetRawText()) : null);
        AddType(json, schema);
        AddLimits(json, schema);
        AddChildren(json, schema, path);
        AddRules(json, path);
        return json;
    }

    private static void AddType(JsonObject json, SchemaNode schema)
    {
        if (schema.Type == SchemaType.IntOrString)
        {
            json["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" });
            json["x-kubernetes-int-or-string"] = true;
            return;
        }

        json["type"] = schema.Type switch
        {
            SchemaType.Int32 or SchemaType.Int64 => "integer",
            SchemaType.Boolean => "boolean",
            SchemaType.List => "array",
            SchemaType.String or SchemaType.Time => "string",
            _ => "object",
        };
        Add(json, "format", schema.Type switch { SchemaType.Int32 => "int32", SchemaType.Int64 => "int64", SchemaType.Time => "date-time", _ => null });
    }

    private static void AddLimits(JsonObject json, SchemaNode schema)
    {
        Add(json, "enum", Strings(schema.Values));
        var suffix = schema.Type switch { SchemaType.List => "Items", SchemaType.Map or SchemaType.FreeForm => "Properties", _ => "Length" };
        Add(json, $"min{suffix}", schema.MinSize);
        Add(json, $"max{suffix}", schema.MaxSize);
        Add(json, "minimum", schema.Minimum);
        Add(json, "maximum", schema.Maximum);
        Add(json, "pattern", schema.Pattern);
    }

    private void AddChildren(JsonObject json, SchemaNode schema, string path)
    {
        if (schema.Type == SchemaType.List)
        {
            json["x-kubernetes-list-type"] = schema.ListKind switch { ListKind.Map => "map", ListKind.Set => "set", _ => "atomic" };
            Add(json, "x-kubernetes-list-map-keys", Strings(schema.ListKeys));
        }

        if (schema.Type == SchemaType.FreeForm && path is not "metadata")
        {
            json["x-kubernetes-preserve-unknown-fields"] = true;
        }

        Add(json, "required", Strings(schema.Required));
        if (schema.Items is { } items)
        {
            json[schema.Type == SchemaType.List ? "items" : "additionalProperties"] = Node(items, schema.Type == SchemaType.List ? $"{path}[]" : $"{path}{{}}");
        }

        if (schema.Properties.Count > 0)
        {
            json["properties"] = new JsonObject(schema.Properties.Select(
                property => KeyValuePair.Create(property.Key, (JsonNode?)Node(property.Value, path.Length == 0 ? property.Key : $"{path}.{property.Key}"))));
        }
    }

    private void AddRules(JsonObject json, string path)
    {
        var here = new JsonArray();
        foreach (var rule in rules.Where(rule => string.Equals(rule.Path, path, StringComparison.Ordinal)))
        {
            var written = new JsonObject { ["rule"] = rule.Rule, ["message"] = rule.Message };
            Add(written, "messageExpression", rule.MessageExpression);
            Add(written, "fieldPath", rule.FieldPath);
            Add(written, "reason", rule.Reason);
            here.Add(written);
        }

        if (here.Count > 0)
        {
            _placed.Add(path);
            json["x-kubernetes-validations"] = here;
        }
    }

    private static JsonArray? Strings(IReadOnlyList<string> values) => values.Count == 0 ? null : [.. values.Select(value => JsonValue.Create(value))];

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
