namespace ModelSync.Api.Versions;

/// <summary>One rollout that serves a version.</summary>
public sealed record VersionUse
{
    /// <summary>The cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The rollout's namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The rollout's name.</summary>
    public string? Rollout { get; init; }

    /// <summary>What the version is there.</summary>
    public VersionRole? Role { get; init; }
}
