using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Writes a Status as the API server does: in protobuf for those who ask for it first, else in JSON.</summary>
internal static class StatusFormat
{
    public const string Json = "application/json";
    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    /// <summary>Which of the two the server would choose.</summary>
    public static bool WantsProtobuf(string? accept)
    {
        if (string.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList([accept], out var ranges))
        {
            return false;
        }

        // Where all else is equal the first one counts; what wants a Table in protobuf is given no plain one.
        var first = ranges.OrderByDescending(range => range.Quality ?? 1)
            .FirstOrDefault(range => range.MediaType.Value is Json or Protobuf or "*/*" or "application/*");
        return first?.MediaType.Value is Protobuf;
    }

    public static byte[] Write(ApiStatus status, bool asProtobuf) => asProtobuf ? StatusProtobuf.Write(status) : [.. WriteJson(status), (byte)'\n'];

    /// <summary>The event with which a server ends a watch.</summary>
    public static byte[] WriteEvent(ApiStatus status, bool asProtobuf)
    {
        if (!asProtobuf)
        {
            return [.. "{\"type\":\"ERROR\",\"object\":"u8, .. WriteJson(status), .. "}\n"u8];
        }

        var watchEvent = StatusProtobuf.WriteEvent(status);
        var frame = new byte[sizeof(uint) + watchEvent.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)watchEvent.Length);
        watchEvent.CopyTo(frame, sizeof(uint));
        return frame;
    }

    private static byte[] WriteJson(ApiStatus status)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("kind", "Status");
        json.WriteString("apiVersion", "v1");
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteString("status", status.Status);
        json.WriteString("message", status.Message);
        json.WriteString("reason", status.Reason);
        if (status.Details is { } details)
        {
            WriteDetails(json, details);
        }

        json.WriteNumber("code", status.Code ?? 0);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteDetails(Utf8JsonWriter json, ApiStatusDetails details)
    {
        json.WriteStartObject("details");
        WriteUnlessEmpty(json, "name", details.Name);
        WriteUnlessEmpty(json, "group", details.Group);
        WriteUnlessEmpty(json, "kind", details.Kind);
        if (details.Causes is { Count: > 0 } causes)
        {
            json.WriteStartArray("causes");
            foreach (var cause in causes)
            {
                json.WriteStartObject();
                WriteUnlessEmpty(json, "reason", cause.Reason);
                WriteUnlessEmpty(json, "message", cause.Message);
                WriteUnlessEmpty(json, "field", cause.Field);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (details.RetryAfterSeconds is { } seconds)
        {
            json.WriteNumber("retryAfterSeconds", seconds);
        }

        json.WriteEndObject();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
