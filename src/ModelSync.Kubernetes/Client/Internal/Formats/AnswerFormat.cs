using ModelSync.Kubernetes.Client.Internal.Formats.Json;
using ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Client.Internal.Formats;

/// <summary>
/// How an answer is written. Its Content-Type alone decides: servers answer custom kinds and some refusals in JSON although protobuf was asked for
/// first, and so does an old proxy.
/// </summary>
internal abstract class AnswerFormat
{
    /// <summary>JSON; also what counts as JSON because nothing better is known of it.</summary>
    public static AnswerFormat Json { get; } = new JsonFormat();

    /// <summary>Kubernetes' own protobuf.</summary>
    public static AnswerFormat Protobuf { get; } = new ProtobufFormat();

    /// <summary>The format of an answer; whether it is a stream of frames is known from the request.</summary>
    public static AnswerFormat Of(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, MediaTypes.Protobuf, StringComparison.OrdinalIgnoreCase) ? Protobuf : Json;

    /// <summary>Reads one object; a bad one becomes a value instead of an exception that would take the others along.</summary>
    public abstract T? ReadObject<T>(ResourceCodec<T> codec, ReadOnlySpan<byte> bytes, out InvalidObject? invalid)
        where T : class, IKubernetesObject;

    /// <summary>The identity of an object that is too large to be read, from its beginning.</summary>
    public abstract InvalidObject ReadOversized(ReadOnlySpan<byte> beginning, int maxBytes);

    /// <summary>True for exactly one whole object, whatever is in it.</summary>
    public abstract bool IsWholeObject(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a Status; null for what is none.</summary>
    public abstract ApiStatus? ReadStatus(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a list while it arrives, with no more than one object's bytes in memory.</summary>
    /// <exception cref="KubernetesConnectionException">The list broke off, or is none.</exception>
    public abstract Task<ListPage<T>> ReadListAsync<T>(ResourceCodec<T> codec, StreamBuffer buffer, Stream stream, int maxObjectBytes, string request)
        where T : class, IKubernetesObject;

    /// <summary>Splits the answer to a watch into its events.</summary>
    public abstract WatchFrames<T> ReadWatch<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
        where T : class, IKubernetesObject;
}
