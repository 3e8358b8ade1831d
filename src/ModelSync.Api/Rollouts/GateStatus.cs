using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>The last verdict of a gate.</summary>
public sealed record GateStatus
{
    /// <summary>The gate's name, with the step where it is one of a step, and the cluster where there are several.</summary>
    public string? Name { get; init; }

    /// <summary>The cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The verdict.</summary>
    public GateVerdict? Verdict { get; init; }

    /// <summary>The candidate's value.</summary>
    public string? Value { get; init; }

    /// <summary>Stable's value.</summary>
    public string? Baseline { get; init; }

    /// <summary>When that baseline was first written down; it is kept while stable has no traffic to measure.</summary>
    public KubeTime? BaselineTime { get; init; }

    /// <summary>The limit, such as "≤ 0.01" or "≤ 1.2 × baseline".</summary>
    public string? Threshold { get; init; }

    /// <summary>How many samples stand behind the value.</summary>
    public long? Samples { get; init; }

    /// <summary>The verdict in a sentence.</summary>
    public string? Message { get; init; }
}
