using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A Deployment, as far as it is read and applied here.</summary>
public sealed record Deployment : IResource<Deployment>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("apps", "v1", "Deployment", "deployments");

    /// <inheritdoc />
    public static JsonTypeInfo<Deployment> TypeInfo => KindsJsonContext.Default.Deployment;

    /// <inheritdoc />
    public static ProtobufDecoder<Deployment> ProtobufDecoder => DeploymentDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What is wanted.</summary>
    public DeploymentSpec? Spec { get; init; }

    /// <summary>What is there.</summary>
    public DeploymentStatus? Status { get; init; }
}
