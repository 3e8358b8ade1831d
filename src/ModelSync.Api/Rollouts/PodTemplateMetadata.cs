using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>Labels and annotations of pods.</summary>
public sealed record PodTemplateMetadata
{
    /// <summary>Labels; keys of modelsync.io are ModelSync's own.</summary>
    public StringMap? Labels { get; init; }

    /// <summary>Annotations.</summary>
    public StringMap? Annotations { get; init; }
}
