using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What the pods are made from.</summary>
public sealed record PodTemplate
{
    /// <summary>Labels and annotations of the pods.</summary>
    public PodTemplateMetadata? Metadata { get; init; }

    /// <summary>A pod's spec as Kubernetes defines it; the API server's dry run judges it before anything changes.</summary>
    [Required, Entries(100)]
    public RawJson? Spec { get; init; }
}
