namespace ModelSync.Api.Rollouts;

/// <summary>A revision that serves or served.</summary>
public sealed record RevisionStatus
{
    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The package digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The revision: a hash of all that its pods are made from.</summary>
    public string? Revision { get; init; }
}
