using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What the pods are made from.</summary>
public sealed record PodTemplate : SpecPart
{
    /// <summary>The labels and annotations of the pods.</summary>
    public PodTemplateMetadata? Metadata { get; init; }

    /// <summary>The spec of the pods, as Kubernetes defines it. The API server's dry run judges it before anything changes; $(MODEL_URI) and the like can be used in args.</summary>
    [Required, Entries(100)]
    public RawJson? Spec { get; init; }
}
