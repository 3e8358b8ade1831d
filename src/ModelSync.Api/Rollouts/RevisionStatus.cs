using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A revision that serves or served.</summary>
public sealed record RevisionStatus
{
    /// <summary>The version.</summary>
    [Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The package digest.</summary>
    [Length(1, Limits.Digest)]
    public string? Digest { get; init; }

    /// <summary>The revision: a hash of all that its pods are made from.</summary>
    [Length(1, Limits.Revision)]
    public string? Revision { get; init; }
}
