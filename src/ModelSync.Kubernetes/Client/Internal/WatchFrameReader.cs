using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads one line of a watch: `{"type": …, "object": …}`, its members in any order.</summary>
internal sealed class WatchFrameReader<T>(ResourceCodec<T> codec, string request)
    where T : class, IKubernetesObject
{
    private const string InitialEventsEnd = "k8s.io/initial-events-end";

    /// <exception cref="KubernetesApiException">The line is an error with which the server ends the watch.</exception>
    /// <exception cref="KubernetesConnectionException">The line is not a watch event.</exception>
    public WatchEvent<T> Read(ReadOnlySpan<byte> line)
    {
        string? type = null;
        var content = default(ReadOnlySpan<byte>);
        try
        {
            var reader = new Utf8JsonReader(line, JsonLimits.ReaderOptions);
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
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new KubernetesConnectionException($"{request}: a line of the watch is not JSON", exception);
        }

        return Interpret(type, content);
    }

    /// <summary>An event whose object is too large to be read; its type stands in front, its identity in its first bytes.</summary>
    public WatchEvent<T> ReadOversized(ReadOnlySpan<byte> beginning, int maxObjectBytes)
    {
        var start = beginning.IndexOf("\"object\":"u8);
        var head = start < 0 ? default : beginning[..start];
        var type = head.IndexOf("DELETED"u8) >= 0 ? WatchEventType.Deleted
            : head.IndexOf("MODIFIED"u8) >= 0 ? WatchEventType.Modified
            : head.IndexOf("ADDED"u8) >= 0 ? WatchEventType.Added
            : throw new KubernetesConnectionException($"{request}: a line of the watch is longer than {maxObjectBytes} bytes and does not begin with its type");
        var invalid = InvalidObjectReader.Read(beginning[(start + "\"object\":"u8.Length)..], $"it is larger than {maxObjectBytes} bytes");
        return new WatchEvent<T>(type, Object: null, invalid, new ResourceVersion(invalid.Metadata.ResourceVersion));
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
        var value = ObjectDecoder.Decode(codec, content, out var invalid);
        var metadata = value?.Metadata ?? invalid!.Metadata;
        return new WatchEvent<T>(type, value, invalid, new ResourceVersion(metadata.ResourceVersion));
    }

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
