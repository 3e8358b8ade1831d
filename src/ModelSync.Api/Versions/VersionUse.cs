using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>One rollout that serves a version.</summary>
public sealed record VersionUse
{
    /// <summary>The cluster.</summary>
    [Required, Length(1, Limits.Name)]
    public string? Cluster { get; init; }

    /// <summary>The rollout's namespace.</summary>
    [Required, Length(1, Limits.Label)]
    public string? Namespace { get; init; }

    /// <summary>The rollout's name.</summary>
    [Required, Length(1, Limits.Name)]
    public string? Rollout { get; init; }

    /// <summary>What the version is in that rollout.</summary>
    [Required]
    public VersionRole? Role { get; init; }
}
