using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>The scale subresource: how many there should be and are, whatever the kind.</summary>
public sealed record Scale : IResource<Scale>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("autoscaling", "v1", "Scale", "scales");

    /// <inheritdoc />
    public static JsonTypeInfo<Scale> TypeInfo => KindsJsonContext.Default.Scale;

    /// <inheritdoc />
    public static ModelFidelity Fidelity => ModelFidelity.Lossless;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>How many there should be.</summary>
    public ScaleSpec? Spec { get; init; }

    /// <summary>How many there are.</summary>
    public ScaleStatus? Status { get; init; }
}
