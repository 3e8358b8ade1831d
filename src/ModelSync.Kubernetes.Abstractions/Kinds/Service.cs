using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A Service, as far as it is read and applied here.</summary>
public sealed record Service : IResource<Service>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Service", "services");

    /// <inheritdoc />
    public static JsonTypeInfo<Service> TypeInfo => KindsJsonContext.Default.Service;

    /// <inheritdoc />
    public static ProtobufDecoder<Service> ProtobufDecoder => ServiceDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What is served and by which pods.</summary>
    public ServiceSpec? Spec { get; init; }
}
