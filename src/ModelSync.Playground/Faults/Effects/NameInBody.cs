using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Finds the name of an object that is to be created: it stands nowhere but in the request's body.</summary>
internal static class NameInBody
{
    // The server takes no larger ones.
    private const int LongestBody = 3 * 1024 * 1024;
    private const int MagicBytes = 4;

    /// <summary>Reads the body; null where it names nothing that can be read.</summary>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (body.Length < LongestBody && (read = await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
        }

        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        try
        {
            return request.ContentType?.StartsWith(StatusFormat.Protobuf, StringComparison.OrdinalIgnoreCase) is true ? OfProtobuf(bytes.Span) : OfJson(bytes);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ProtobufException)
        {
            return null;
        }
    }

    private static string? OfJson(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("metadata").GetProperty("name").GetString();
    }

    // In every kind the metadata is the first field of the object, and the name the first of the metadata.
    private static string? OfProtobuf(ReadOnlySpan<byte> body)
    {
        var envelope = new ProtobufReader(body[Math.Min(MagicBytes, body.Length)..]);
        while (envelope.ReadField())
        {
            if (envelope.FieldNumber == 2)
            {
                var value = envelope.ReadMessage();
                return value.ReadField() && value.FieldNumber == 1 ? NameOf(value.ReadMessage()) : null;
            }
        }

        return null;
    }

    private static string? NameOf(ProtobufReader metadata) => metadata.ReadField() && metadata.FieldNumber == 1 ? Omit.Empty(metadata.ReadString()) : null;
}
