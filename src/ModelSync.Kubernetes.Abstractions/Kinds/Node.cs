using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A node, as far as it is read here.</summary>
public sealed record Node : IResource<Node>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Node", "nodes", ResourceScope.Cluster);

    /// <inheritdoc />
    public static JsonTypeInfo<Node> TypeInfo => KindsJsonContext.Default.Node;

    /// <inheritdoc />
    public static ProtobufDecoder<Node> ProtobufDecoder => NodeDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What it was asked to be.</summary>
    public NodeSpec? Spec { get; init; }

    /// <summary>What it is.</summary>
    public NodeStatus? Status { get; init; }
}
