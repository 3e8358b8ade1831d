using System.Buffers;
using System.Text.Json;

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
    public abstract T Decode(ReadOnlySpan<byte> json);

    /// <summary>Writes one object as JSON, with the API version and kind that the server needs.</summary>
    /// <exception cref="ArgumentException">The object names another API version or kind than those that the request is for.</exception>
    /// <exception cref="NotSupportedException">The representation is only read.</exception>
    public abstract void Encode(T value, IBufferWriter<byte> output);
}
