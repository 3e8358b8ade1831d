using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>Labels and annotations of pods.</summary>
public sealed record PodTemplateMetadata : SpecPart
{
    /// <summary>The labels of the pods; those of modelsync.io are ModelSync's own.</summary>
    [Entries(64), Length(0, 63)]
    public StringMap? Labels { get; init; }

    /// <summary>The annotations of the pods.</summary>
    [Entries(64), Length(0, 16384)]
    public StringMap? Annotations { get; init; }
}
