using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>JSON in and out, without reflection.</summary>
internal static class Json
{
    public const string ContentType = "application/json";

    // What people read should not be full of escapes; none of it is put into HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ServingReply Reply(int status, Action<Utf8JsonWriter> members) => new(status, ContentType, Object(members));

    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> members) => Write(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            value(writer);
        }

        return buffer.WrittenMemory;
    }

    public static void WriteStrings(this Utf8JsonWriter writer, string name, params ReadOnlySpan<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>The body as an object; disposing it is the caller's.</summary>
    public static JsonDocument ParseObject(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(body.IsEmpty ? "The body is empty: send a JSON object." : $"The body is not JSON: {e.Message}");
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object)
        {
            return document;
        }

        var kind = document.RootElement.ValueKind;
        document.Dispose();
        throw new InvalidInputException($"The body is JSON of kind {kind}: send an object.");
    }

    /// <summary>The text of an element as it came.</summary>
    public static ReadOnlySpan<byte> Raw(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    /// <summary>A member of that kind; null where there is none or it is null.</summary>
    public static JsonElement? Optional(this JsonElement element, string name, string path, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!element.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return kinds.Contains(member.ValueKind)
            ? member
            : throw new InvalidInputException($"{path}{name}: {Excerpt(member)} is of kind {member.ValueKind}; give {string.Join(" or ", kinds.ToArray())}.");
    }

    public static JsonElement Required(this JsonElement element, string name, string path, params ReadOnlySpan<JsonValueKind> kinds) =>
        element.Optional(name, path, kinds) ?? throw new InvalidInputException($"{path}{name} is missing; give {string.Join(" or ", kinds.ToArray())}.");

    private static string Excerpt(JsonElement element)
    {
        const int Most = 40;
        var text = element.GetRawText();
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
