using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>An object of which only the metadata was asked for (`as=PartialObjectMetadata`).</summary>
public sealed record PartialObject : IKubernetesObject
{
    /// <inheritdoc />
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }
}
