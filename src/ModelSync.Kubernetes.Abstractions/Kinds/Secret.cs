using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds.Decoders;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A Secret, as far as it is read here; it never prints its data.</summary>
public sealed record Secret : IResource<Secret>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Secret", "secrets");

    /// <inheritdoc />
    public static JsonTypeInfo<Secret> TypeInfo => KindsJsonContext.Default.Secret;

    /// <inheritdoc />
    public static ProtobufDecoder<Secret> ProtobufDecoder => SecretDecoder.Decode;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What the data is for, such as `kubernetes.io/dockerconfigjson`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Type { get; init; }

    /// <summary>The bytes by key; secrets.</summary>
    [JsonConverter(typeof(SecretDataJsonConverter))]
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    /// <summary>The name and type, never the data.</summary>
    public override string ToString() => $"Secret {Metadata.Key} ({Type})";
}
