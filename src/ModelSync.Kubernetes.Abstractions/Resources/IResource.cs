using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Resources;

/// <summary>A typed kind that says without reflection what it is called and how it is serialised.</summary>
/// <typeparam name="TSelf">The kind itself.</typeparam>
public interface IResource<TSelf> : IKubernetesObject
    where TSelf : class, IResource<TSelf>
{
    /// <summary>How the API names the kind.</summary>
    static abstract ResourceInfo Resource { get; }

    /// <summary>
    /// The source-generated JSON contract of the kind, from a context with camel-case names that leaves out nulls
    /// (<see cref="System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull"/>): a null that is written is a wish to own or clear a field.
    /// </summary>
    static abstract JsonTypeInfo<TSelf> TypeInfo { get; }

    /// <summary>Whether the model keeps every field that the server sends; a <see cref="ModelFidelity.Subset"/> is never sent whole.</summary>
    static virtual ModelFidelity Fidelity => ModelFidelity.Subset;

    /// <summary>
    /// Reads the kind from Kubernetes protobuf, in the version that <see cref="Resource"/> names; null where it is only read from JSON, as all custom
    /// kinds are. Not used for a <see cref="ModelFidelity.Lossless"/> model: unknown fields are carried along in JSON alone.
    /// </summary>
    static virtual ProtobufDecoder<TSelf>? ProtobufDecoder => null;
}
