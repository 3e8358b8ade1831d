using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Reads one line of a watch: `{"type": …, "object": …}`, its members in any order.</summary>
internal sealed class JsonFrameReader<T>(ResourceCodec<T> codec, string request, int maxObjectBytes)
    where T : class, IKubernetesObject
{
    private readonly WatchEventReader<T> _events = new(AnswerFormat.Json, codec, request, maxObjectBytes);

    /// <summary>The longest line that an object of the largest size can need.</summary>
    public int MaxLineBytes => _events.MaxFrameBytes;

    /// <exception cref="KubernetesApiException">The line is an error with which the server ends the watch.</exception>
    /// <exception cref="KubernetesConnectionException">The line is not a watch event.</exception>
    public WatchEvent<T> Read(ReadOnlySpan<byte> line)
    {
        string? type = null;
        var content = default(ReadOnlySpan<byte>);
        try
        {
            var reader = new Utf8JsonReader(line, JsonFraming.Options);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isObject = reader.ValueTextEquals("object"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (isType)
                {
                    type = TypeName(reader);
                }

                reader.Skip();
                if (isObject)
                {
                    content = line[start..(int)reader.BytesConsumed];
                }
            }

            // Bytes behind the frame are refused here.
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new KubernetesConnectionException($"{request}: a line of the watch is not JSON", exception);
        }

        return _events.Read(type, content);
    }

    /// <summary>An event whose object is too large to be read; its type stands in front, its identity in its first bytes.</summary>
    /// <exception cref="KubernetesConnectionException">The line does not begin with the type of a change.</exception>
    public WatchEvent<T> ReadOversized(ReadOnlySpan<byte> beginning)
    {
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(JsonFraming.Options));
        string? type = null;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("object"u8))
            {
                var isType = reader.ValueTextEquals("type"u8);
                reader.Read();
                type = isType ? TypeName(reader) : type;
                reader.TrySkip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new KubernetesConnectionException($"{request}: a line of the watch is not JSON", exception);
        }

        var content = beginning[(int)reader.BytesConsumed..].TrimStart(": \t"u8);
        return _events.ReadOversized(type, content);
    }

    // The four types come for ever: no string is made for them.
    private static string? TypeName(in Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : reader.ValueTextEquals("MODIFIED"u8) ? "MODIFIED"
        : reader.ValueTextEquals("ADDED"u8) ? "ADDED"
        : reader.ValueTextEquals("DELETED"u8) ? "DELETED"
        : reader.ValueTextEquals("BOOKMARK"u8) ? "BOOKMARK"
        : reader.GetString();
}
