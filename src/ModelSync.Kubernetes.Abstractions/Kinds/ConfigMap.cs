using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A ConfigMap, as far as it is read here.</summary>
public sealed record ConfigMap : IResource<ConfigMap>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "ConfigMap", "configmaps");

    /// <inheritdoc />
    public static JsonTypeInfo<ConfigMap> TypeInfo => KindsJsonContext.Default.ConfigMap;

    /// <inheritdoc />
    public static ProtobufDecoder<ConfigMap> ProtobufDecoder => ConfigMapDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>The texts by key.</summary>
    public StringMap? Data { get; init; }

    /// <summary>True forbids changes of the data.</summary>
    public bool? Immutable { get; init; }
}
