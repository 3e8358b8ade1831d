using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>The revision on trial, or on its way back.</summary>
public sealed record CandidateStatus
{
    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The package digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The revision.</summary>
    public string? Revision { get; init; }

    /// <summary>How far it is, of the cluster that is furthest behind.</summary>
    public CandidateStage? Stage { get; init; }

    /// <summary>The epoch in which its trial began; its record carries the same once the plan is frozen there.</summary>
    public long? Epoch { get; init; }

    /// <summary>When its trial began.</summary>
    public KubeTime? StartedAt { get; init; }

    /// <summary>When it began to go back.</summary>
    public KubeTime? ReturnStartedAt { get; init; }

    /// <summary>Why it goes back, in CamelCase.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>Why it goes back, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Fast when it is a return within the rollback window: steps and pauses are skipped, bake is not; Full after promote-full.</summary>
    public RolloutPace? Pace { get; init; }
}
