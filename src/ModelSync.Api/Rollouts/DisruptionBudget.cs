using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>How many pods of a revision may be evicted at once.</summary>
public sealed record DisruptionBudget : SpecPart
{
    /// <summary>A number of pods, or a percentage such as 25%.</summary>
    [Default(1), Length(2, 4), Range(0, Limits.Replicas), Pattern(Patterns.Percent, Patterns.PercentInWords)]
    public IntOrString? MaxUnavailable { get; init; }
}
