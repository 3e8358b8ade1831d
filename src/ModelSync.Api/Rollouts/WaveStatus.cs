using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>The wave under way.</summary>
public sealed record WaveStatus
{
    /// <summary>Its name.</summary>
    [Length(0, Limits.Label)]
    public string? Name { get; init; }

    /// <summary>Which, from 0.</summary>
    [Range(0, 1000)]
    public int? Index { get; init; }

    /// <summary>How many there are.</summary>
    [Range(0, 1000)]
    public int? Count { get; init; }

    /// <summary>When it began; null while it waits.</summary>
    public KubeTime? StartedAt { get; init; }

    /// <summary>When all of its clusters had baked; the soak runs from here.</summary>
    public KubeTime? SoakStartedAt { get; init; }

    /// <summary>The index up to which waves are approved; -1 for none.</summary>
    [Range(-1, 1000)]
    public int? ApprovedThrough { get; init; }
}
