using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A revision that failed and is not tried again by itself.</summary>
public sealed record FailedRevisionStatus
{
    /// <summary>The revision.</summary>
    public string? Revision { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Why it went back.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>The retryToken at that time; another one tries again.</summary>
    public string? RetryToken { get; init; }

    /// <summary>When it had gone back.</summary>
    public KubeTime? At { get; init; }
}
