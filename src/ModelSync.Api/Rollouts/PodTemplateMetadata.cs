using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>Labels and annotations of pods.</summary>
public sealed record PodTemplateMetadata
{
    /// <summary>Labels; keys of modelsync.io are ModelSync's own.</summary>
    [Entries(64), Length(0, 63)]
    public StringMap? Labels { get; init; }

    /// <summary>Annotations.</summary>
    [Entries(64), Length(0, 16384)]
    public StringMap? Annotations { get; init; }
}
