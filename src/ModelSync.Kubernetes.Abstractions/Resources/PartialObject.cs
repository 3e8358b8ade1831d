using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>
/// An object of which only the metadata was asked for (`as=PartialObjectMetadata`). API version and kind are then those of
/// PartialObjectMetadata, not the object's own, or null in lists.
/// </summary>
public sealed record PartialObject : IKubernetesObject
{
    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }
}
