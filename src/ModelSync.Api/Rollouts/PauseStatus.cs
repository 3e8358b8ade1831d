using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>Why a rollout stands still.</summary>
public sealed record PauseStatus
{
    /// <summary>What it waits for.</summary>
    public PauseReason? Reason { get; init; }

    /// <summary>Since when.</summary>
    public KubeTime? Since { get; init; }

    /// <summary>Until when, where it is a time.</summary>
    public KubeTime? Until { get; init; }

    /// <summary>What ends it, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }
}
