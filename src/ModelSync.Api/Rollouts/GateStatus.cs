using ModelSync.Api.Gates;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>The last verdict of a gate.</summary>
public sealed record GateStatus
{
    /// <summary>The gate's name, with the step where it is one of a step, and the cluster where there are several.</summary>
    [Length(1, 320)]
    public string? Name { get; init; }

    /// <summary>The cluster.</summary>
    [Length(1, Limits.Name)]
    public string? Cluster { get; init; }

    /// <summary>The verdict.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>The candidate's value.</summary>
    [Length(0, 64)]
    public string? Value { get; init; }

    /// <summary>Stable's value.</summary>
    [Length(0, 64)]
    public string? Baseline { get; init; }

    /// <summary>When that baseline was first written down; it is kept while stable has no traffic to measure.</summary>
    public KubeTime? BaselineTime { get; init; }

    /// <summary>The limit, such as "≤ 0.01" or "≤ 1.2 × baseline".</summary>
    [Length(0, 128)]
    public string? Threshold { get; init; }

    /// <summary>How many samples stand behind the value.</summary>
    [Range(0, Limits.MaxInteger)]
    public long? Samples { get; init; }

    /// <summary>The verdict in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }
}
