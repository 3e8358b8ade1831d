using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A revision without traffic that waits to be scaled down.</summary>
public sealed record RetiringRevision
{
    /// <summary>The revision.</summary>
    [Required, Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>Since when it has no traffic.</summary>
    public KubeTime? Since { get; init; }

    /// <summary>How long it stays up from then.</summary>
    [Range(0, 86400)]
    public int? DelaySeconds { get; init; }
}
