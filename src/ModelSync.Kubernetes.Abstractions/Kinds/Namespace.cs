using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A namespace, as far as it is read here.</summary>
public sealed record Namespace : IResource<Namespace>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Namespace", "namespaces", ResourceScope.Cluster);

    /// <inheritdoc />
    public static JsonTypeInfo<Namespace> TypeInfo => KindsJsonContext.Default.Namespace;

    /// <inheritdoc />
    public static ProtobufDecoder<Namespace> ProtobufDecoder => NamespaceDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What the namespace is going through.</summary>
    public NamespaceStatus? Status { get; init; }
}
