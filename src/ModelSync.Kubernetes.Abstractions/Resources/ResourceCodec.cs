using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>How objects of one representation are read from and written to the wire; thread-safe and without state.</summary>
/// <typeparam name="T">The representation: a typed kind, <see cref="DynamicObject"/> or <see cref="PartialObject"/>.</typeparam>
public abstract class ResourceCodec<T>
    where T : class, IKubernetesObject
{
    /// <summary>The media types to ask for when one object is read or a watch is opened, best first.</summary>
    public abstract string AcceptObject { get; }

    /// <summary>The media types to ask for when a list is read, best first.</summary>
    public abstract string AcceptList { get; }

    /// <summary>Whether an object may be sent back whole.</summary>
    public abstract ModelFidelity Fidelity { get; }

    /// <summary>Reads one object from its JSON.</summary>
    /// <exception cref="JsonException">The bytes do not have the form of the representation; the message says where.</exception>
    public abstract T DecodeJson(ReadOnlySpan<byte> json);

    /// <summary>Reads one object from its protobuf message; called only where the media types ask for protobuf.</summary>
    /// <param name="type">What the server calls the object; empty for an item of a list.</param>
    /// <param name="message">The object.</param>
    /// <exception cref="FormatException">The bytes are no such object; the message says where.</exception>
    public virtual T DecodeProtobuf(TypeMeta type, ReadOnlySpan<byte> message) =>
        throw new NotSupportedException($"{typeof(T).Name} is not read from protobuf");

    /// <summary>Whether a list that the server calls so, such as `PodList`, is one of these objects: its items do not say what they are.</summary>
    public virtual bool IsListKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.EndsWith("List", StringComparison.Ordinal);
    }

    /// <summary>Writes one object as JSON, with the API version and kind that the server needs.</summary>
    /// <exception cref="ArgumentException">The object names another API version or kind than those that the request is for.</exception>
    /// <exception cref="NotSupportedException">The representation is only read.</exception>
    public abstract void Encode(T value, IBufferWriter<byte> output);
}
