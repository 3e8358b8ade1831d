using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>One ended rollout.</summary>
public sealed record HistoryEntry
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

    /// <summary>How it ended.</summary>
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>Why, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Reason { get; init; }

    /// <summary>When it began.</summary>
    public KubeTime? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public KubeTime? FinishedAt { get; init; }
}
