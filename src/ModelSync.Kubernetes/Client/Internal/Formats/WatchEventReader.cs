using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats;

/// <summary>Makes an event of its type and its object, in whichever format.</summary>
internal sealed class WatchEventReader<T>(AnswerFormat format, ResourceCodec<T> codec, string request, int maxObjectBytes)
    where T : class, IKubernetesObject
{
    private const string InitialEventsEnd = "k8s.io/initial-events-end";

    // Room for what stands around the object: `{"type":"MODIFIED","object":` and `}` with any spaces.
    private const int EnvelopeBytes = 1024;

    private static readonly ResourceCodec<PartialObject> MetadataOnly =
        ResourceType.Metadata(new ResourceInfo(string.Empty, "v1", "Bookmark", "bookmarks")).Codec;

    /// <summary>The longest frame that an object of the largest size can need.</summary>
    public int MaxFrameBytes => maxObjectBytes + EnvelopeBytes;

    /// <exception cref="KubernetesApiException">The event is an error with which the server ends the watch.</exception>
    /// <exception cref="KubernetesConnectionException">It is no watch event.</exception>
    public WatchEvent<T> Read(string? type, ReadOnlySpan<byte> content) => type switch
    {
        "ADDED" or "MODIFIED" or "DELETED" or "BOOKMARK" when content.IsEmpty => throw new KubernetesConnectionException($"{request}: a frame of the watch has no object"),
        "ADDED" => Change(WatchEventType.Added, content),
        "MODIFIED" => Change(WatchEventType.Modified, content),
        "DELETED" => Change(WatchEventType.Deleted, content),
        "BOOKMARK" => Bookmark(content),
        "ERROR" => throw Error(content),
        null => throw new KubernetesConnectionException($"{request}: a frame of the watch has no type"),
        _ => throw new KubernetesConnectionException($"{request}: a frame of the watch has the unknown type \"{type[..Math.Min(type.Length, 32)]}\""),
    };

    /// <summary>An event whose object is too large to be read; its type stands in front, its identity in its first bytes.</summary>
    /// <exception cref="KubernetesConnectionException">The frame does not begin with the type of a change.</exception>
    public WatchEvent<T> ReadOversized(string? type, ReadOnlySpan<byte> beginning)
    {
        // Without its type nobody could say what became of the object; API servers send it first.
        var change = type switch
        {
            "ADDED" => WatchEventType.Added,
            "MODIFIED" => WatchEventType.Modified,
            "DELETED" => WatchEventType.Deleted,
            _ => throw new KubernetesConnectionException($"{request}: a frame of the watch is longer than {MaxFrameBytes} bytes and does not begin with its type"),
        };
        return Invalid(change, format.ReadOversized(beginning, maxObjectBytes));
    }

    private WatchEvent<T> Change(WatchEventType type, ReadOnlySpan<byte> content)
    {
        if (content.Length > maxObjectBytes)
        {
            return Invalid(type, format.ReadOversized(content, maxObjectBytes));
        }

        return format.ReadObject(codec, content, out var invalid) is { } value
            ? new WatchEvent<T>(type, value, Invalid: null, new ResourceVersion(value.Metadata.ResourceVersion))
            : Invalid(type, invalid!);
    }

    private static WatchEvent<T> Invalid(WatchEventType type, InvalidObject invalid) =>
        new(type, Object: null, invalid, new ResourceVersion(invalid.Metadata.ResourceVersion));

    // A bookmark has nothing but a version, so that a typed model may well refuse it.
    private WatchEvent<T> Bookmark(ReadOnlySpan<byte> content)
    {
        var bookmark = format.ReadObject(MetadataOnly, content, out var invalid)
            ?? throw new KubernetesConnectionException($"{request}: a bookmark cannot be read: {invalid!.Error}");
        var isEnd = bookmark.Metadata.Annotations?.ContainsKey(InitialEventsEnd) is true;
        return new WatchEvent<T>(WatchEventType.Bookmark, Object: null, Invalid: null, new ResourceVersion(bookmark.Metadata.ResourceVersion), isEnd);
    }

    // An error that cannot be read is an error all the same.
    private KubernetesException Error(ReadOnlySpan<byte> content) => format.ReadStatus(content) is { } status
        ? new KubernetesApiException(status, request)
        : new KubernetesConnectionException($"{request}: the server ended the watch with an error that cannot be read");
}
