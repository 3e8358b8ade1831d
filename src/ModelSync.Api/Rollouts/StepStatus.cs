using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A step under way.</summary>
public sealed record StepStatus
{
    /// <summary>Which, from 0; equal to count when all are passed.</summary>
    [Range(0, 1000)]
    public int? Index { get; init; }

    /// <summary>How many there are.</summary>
    [Range(0, 1000)]
    public int? Count { get; init; }

    /// <summary>What it does, such as setWeight 25.</summary>
    [Length(0, 253)]
    public string? Name { get; init; }

    /// <summary>When it began.</summary>
    public KubeTime? StartedAt { get; init; }
}
