using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads one line of a watch: `{"type": …, "object": …}`, its members in any order.</summary>
internal sealed class WatchFrameReader<T>(ResourceCodec<T> codec, string request, int maxObjectBytes)
    where T : class, IKubernetesObject
{
    private const string InitialEventsEnd = "k8s.io/initial-events-end";

    // Room for `{"type":"MODIFIED","object":` and `}` with any spaces.
    private const int EnvelopeBytes = 1024;

    /// <summary>The longest line that an object of the largest size can need.</summary>
    public int MaxLineBytes => maxObjectBytes + EnvelopeBytes;

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

        return Interpret(type, content);
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

        // Without its type nobody could say what became of the object; API servers send it first.
        var change = type switch
        {
            "ADDED" => WatchEventType.Added,
            "MODIFIED" => WatchEventType.Modified,
            "DELETED" => WatchEventType.Deleted,
            _ => throw new KubernetesConnectionException($"{request}: a line of the watch is longer than {MaxLineBytes} bytes and does not begin with its type"),
        };
        var content = beginning[(int)reader.BytesConsumed..].TrimStart(": \t"u8);
        return Invalid(change, InvalidObjectReader.ReadOversized(content, maxObjectBytes));
    }

    // The four types come for ever: no string is made for them.
    private static string? TypeName(in Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : reader.ValueTextEquals("MODIFIED"u8) ? "MODIFIED"
        : reader.ValueTextEquals("ADDED"u8) ? "ADDED"
        : reader.ValueTextEquals("DELETED"u8) ? "DELETED"
        : reader.ValueTextEquals("BOOKMARK"u8) ? "BOOKMARK"
        : reader.GetString();

    private WatchEvent<T> Interpret(string? type, ReadOnlySpan<byte> content) => type switch
    {
        "ADDED" or "MODIFIED" or "DELETED" or "BOOKMARK" when content.IsEmpty => throw new KubernetesConnectionException($"{request}: a line of the watch has no object"),
        "ADDED" => Change(WatchEventType.Added, content),
        "MODIFIED" => Change(WatchEventType.Modified, content),
        "DELETED" => Change(WatchEventType.Deleted, content),
        "BOOKMARK" => Bookmark(content),
        "ERROR" => throw Error(content),
        null => throw new KubernetesConnectionException($"{request}: a line of the watch has no type"),
        _ => throw new KubernetesConnectionException($"{request}: a line of the watch has the unknown type \"{type[..Math.Min(type.Length, 32)]}\""),
    };

    private WatchEvent<T> Change(WatchEventType type, ReadOnlySpan<byte> content)
    {
        if (content.Length > maxObjectBytes)
        {
            return Invalid(type, InvalidObjectReader.ReadOversized(content, maxObjectBytes));
        }

        return ObjectDecoder.Decode(codec, content, out var invalid) is { } value
            ? new WatchEvent<T>(type, value, Invalid: null, new ResourceVersion(value.Metadata.ResourceVersion))
            : Invalid(type, invalid!);
    }

    private static WatchEvent<T> Invalid(WatchEventType type, InvalidObject invalid) =>
        new(type, Object: null, invalid, new ResourceVersion(invalid.Metadata.ResourceVersion));

    // A bookmark has nothing but a version, so that a typed model may well refuse it.
    private WatchEvent<T> Bookmark(ReadOnlySpan<byte> content)
    {
        var bookmark = ObjectDecoder.Decode(MetadataOnly, content, out var invalid)
            ?? throw new KubernetesConnectionException($"{request}: a bookmark cannot be read: {invalid!.Error}");
        var isEnd = bookmark.Metadata.Annotations?.ContainsKey(InitialEventsEnd) is true;
        return new WatchEvent<T>(WatchEventType.Bookmark, Object: null, Invalid: null, new ResourceVersion(bookmark.Metadata.ResourceVersion), isEnd);
    }

    private static ResourceCodec<PartialObject> MetadataOnly { get; } =
        ResourceType.Metadata(new ResourceInfo(string.Empty, "v1", "Bookmark", "bookmarks")).Codec;

    private Exception Error(ReadOnlySpan<byte> content)
    {
        try
        {
            if (JsonSerializer.Deserialize(content, KubernetesJsonContext.Default.ApiStatus) is { } status)
            {
                return new KubernetesApiException(status, request);
            }
        }
        catch (JsonException)
        {
            // An error that cannot be read is an error all the same.
        }

        return new KubernetesConnectionException($"{request}: the server ended the watch with an error that cannot be read");
    }
}
