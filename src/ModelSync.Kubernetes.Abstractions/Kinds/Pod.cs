using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A Pod, as far as it is read here.</summary>
public sealed record Pod : IResource<Pod>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Pod", "pods");

    /// <inheritdoc />
    public static JsonTypeInfo<Pod> TypeInfo => KindsJsonContext.Default.Pod;

    /// <inheritdoc />
    public static ProtobufDecoder<Pod> ProtobufDecoder => PodDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What it was asked to run.</summary>
    public PodSpec? Spec { get; init; }

    /// <summary>What became of it.</summary>
    public PodStatus? Status { get; init; }
}
