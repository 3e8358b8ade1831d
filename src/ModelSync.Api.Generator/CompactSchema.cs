using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator;

/// <summary>Writes the form in which the library carries schemas: what validation and defaulting need, without descriptions.</summary>
internal static class CompactSchema
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(SchemaNode schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            Node(schema).WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonObject Node(SchemaNode schema)
    {
        var json = new JsonObject { ["type"] = schema.Type.ToString() };
        Add(json, "required", Strings(schema.Required));
        Add(json, "set", schema.ListKind == ListKind.Set ? true : null);
        Add(json, "listKeys", Strings(schema.ListKeys));
        Add(json, "enum", Strings(schema.Values));
        Add(json, "minSize", schema.MinSize);
        Add(json, "maxSize", schema.MaxSize);
        Add(json, "minimum", schema.Minimum);
        Add(json, "maximum", schema.Maximum);
        Add(json, "pattern", schema.Pattern);
        Add(json, "patternInWords", schema.PatternInWords);
        Add(json, "default", schema.HasDefault ? JsonNode.Parse(schema.Default.GetRawText()) : null);
        Add(json, "items", schema.Items is null ? null : Node(schema.Items));
        Add(json, "properties", schema.Properties.Count == 0 ? null : Properties(schema));
        return json;
    }

    private static JsonObject Properties(SchemaNode schema) => new(schema.Properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Node(property.Value))));

    private static JsonArray? Strings(IReadOnlyList<string> values) => values.Count == 0 ? null : [.. values.Select(value => JsonValue.Create(value))];

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
