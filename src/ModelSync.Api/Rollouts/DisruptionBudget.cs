using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>How many pods of a revision may be evicted at once.</summary>
public sealed record DisruptionBudget
{
    /// <summary>A number of pods, or a share such as 25%.</summary>
    public IntOrString? MaxUnavailable { get; init; }
}
