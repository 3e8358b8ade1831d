using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Rollouts;

/// <summary>Settings for some of the clusters; the first one that fits counts.</summary>
public sealed record ClusterOverride
{
    /// <summary>Which of the selected clusters.</summary>
    [Required]
    public LabelSelector? Selector { get; init; }

    /// <summary>Pods of the stable revision there.</summary>
    [Required, Range(0, Limits.Replicas)]
    public int? Replicas { get; init; }
}
