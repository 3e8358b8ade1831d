using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Digests;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>Reads, builds and writes JSON trees; what is written is canonical.</summary>
internal static class JsonTree
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>The object that the text is; a <see cref="JsonException"/> when it is something else.</summary>
    public static JsonObject Object(RawJson json) =>
        JsonNode.Parse(json.Utf8.Span, documentOptions: Options) as JsonObject ?? throw new JsonException("A JSON object is needed here.");

    public static JsonNode? Node(RawJson json) => JsonNode.Parse(json.Utf8.Span, documentOptions: Options);

    public static RawJson Raw(JsonNode node) => new(CanonicalJson.Write(Utf8(node)));

    /// <summary>The text as it is, without sorting: for what must stay as its owner wrote it.</summary>
    public static ReadOnlyMemory<byte> Utf8(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = JsonLimits.MaxDepth }))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                result[name] = value;
            }
        }

        return result;
    }

    public static JsonNode? Of(string? text) => text is null ? null : JsonValue.Create(text);

    public static JsonNode? Of(int? number) => number is { } value ? JsonValue.Create(value) : null;

    public static JsonNode? Of(IntOrString? value) => value?.TryGetInt(out var number) is true ? JsonValue.Create(number) : Of(value?.ToString());

    public static JsonObject Of(IEnumerable<KeyValuePair<string, string>>? map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map ?? [])
        {
            result[key] = JsonValue.Create(value);
        }

        return result;
    }

    public static JsonArray? List(IEnumerable<JsonNode?>? items) => items is null ? null : new JsonArray([.. items]);

    public static string? Text(this JsonObject node, string member) =>
        node[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(this JsonObject node, string member) =>
        node[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>The objects of a list; none where there is no list.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject node, string member) => (node[member] as JsonArray)?.OfType<JsonObject>() ?? [];
}
