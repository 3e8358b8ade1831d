using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A revision that failed and is not tried again by itself.</summary>
public sealed record FailedRevisionStatus
{
    /// <summary>The revision.</summary>
    [Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>Its version.</summary>
    [Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>Why it went back.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>Why, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }

    /// <summary>The retryToken at that time; another one tries again.</summary>
    [Length(0, 63)]
    public string? RetryToken { get; init; }

    /// <summary>When it had gone back.</summary>
    public KubeTime? At { get; init; }
}
