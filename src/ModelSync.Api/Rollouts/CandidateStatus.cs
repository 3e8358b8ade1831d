using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>The revision on trial, or on its way back.</summary>
public sealed record CandidateStatus
{
    /// <summary>The version.</summary>
    [Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The package digest.</summary>
    [Length(1, Limits.Digest)]
    public string? Digest { get; init; }

    /// <summary>The revision.</summary>
    [Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>How far it is, in the cluster that is furthest behind.</summary>
    public CandidateStage? Stage { get; init; }

    /// <summary>The epoch in which its trial began; its record carries the same once the plan is frozen there.</summary>
    [Range(0, Limits.MaxInteger)]
    public long? Epoch { get; init; }

    /// <summary>When its trial began.</summary>
    public KubeTime? StartedAt { get; init; }

    /// <summary>When it began to go back.</summary>
    public KubeTime? ReturnStartedAt { get; init; }

    /// <summary>Why it goes back.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>Why it goes back, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }

    /// <summary>How it goes through its plan.</summary>
    public RolloutPace? Pace { get; init; }

    /// <summary>Its share of the traffic that is in force over all clusters, in percent.</summary>
    [Range(0, 100)]
    public int? Weight { get; init; }
}
