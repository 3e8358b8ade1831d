using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A revision that somebody went back to.</summary>
public sealed record OverrideStatus
{
    /// <summary>The revision that is served instead of the one the spec names.</summary>
    [Length(1, Limits.Revision)]
    public string? Revision { get; init; }

    /// <summary>The target of the spec at that time; another target ends the override.</summary>
    [Length(1, Limits.Revision)]
    public string? Target { get; init; }

    /// <summary>Since when.</summary>
    public KubeTime? Since { get; init; }
}
