using System.Text.Json;

namespace ModelSync.Api.Schema;

/// <summary>Reads the compact form in which schemas are embedded; `make manifests` writes it.</summary>
internal static class SchemaReader
{
    public static SchemaNode Read(JsonElement json)
    {
        (var kind, var keys) = ListOf(json);
        return new SchemaNode
        {
            Type = Enum.Parse<SchemaType>(json.GetProperty("type").GetString()!),
            Properties = PropertiesOf(json),
            Required = Strings(json, "required"),
            Items = json.TryGetProperty("items", out var items) ? Read(items) : null,
            ListKind = kind,
            ListKeys = keys,
            Values = Strings(json, "enum"),
            MinSize = (int?)Number(json, "minSize"),
            MaxSize = (int?)Number(json, "maxSize"),
            Minimum = Number(json, "minimum"),
            Maximum = Number(json, "maximum"),
            Pattern = Text(json, "pattern"),
            PatternInWords = Text(json, "patternInWords"),
            Default = json.TryGetProperty("default", out var value) ? value.Clone() : default,
        };
    }

    private static OrderedDictionary<string, SchemaNode> PropertiesOf(JsonElement json)
    {
        var properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal);
        if (json.TryGetProperty("properties", out var members))
        {
            foreach (var member in members.EnumerateObject())
            {
                properties.Add(member.Name, Read(member.Value));
            }
        }

        return properties;
    }

    private static (ListKind Kind, IReadOnlyList<string> Keys) ListOf(JsonElement json) =>
        json.TryGetProperty("listKeys", out _) ? (ListKind.Map, Strings(json, "listKeys"))
        : json.TryGetProperty("set", out _) ? (ListKind.Set, [])
        : (ListKind.Atomic, []);

    private static IReadOnlyList<string> Strings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var number) ? number.GetInt64() : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
