using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Rollouts;

/// <summary>Settings for some of the clusters; the first one that fits counts.</summary>
public sealed record ClusterOverride : SpecPart
{
    /// <summary>The clusters that the override is for.</summary>
    [Required]
    public LabelSelector? Selector { get; init; }

    /// <summary>How many pods serve in each of them.</summary>
    [Required, Range(0, Limits.Replicas)]
    public int? Replicas { get; init; }
}
