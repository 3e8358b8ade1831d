using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A lease: who holds something, and since when. Replaced whole, so every field beside the metadata that a newer server adds is carried along.</summary>
public sealed record Lease : IResource<Lease>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("coordination.k8s.io", "v1", "Lease", "leases");

    /// <inheritdoc />
    public static JsonTypeInfo<Lease> TypeInfo => KindsJsonContext.Default.Lease;

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

    /// <summary>Who holds it and since when.</summary>
    public LeaseSpec? Spec { get; init; }

    /// <summary>Fields that this model does not know, carried along unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
