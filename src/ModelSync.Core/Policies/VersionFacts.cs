using ModelSync.Api.Versions;

namespace ModelSync.Core.Policies;

/// <summary>What is known about a version.</summary>
public sealed record VersionFacts
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The package; null when its ModelVersion is gone.</summary>
    public ModelVersionSpec? Spec { get; init; }

    /// <summary>The components as they were pinned.</summary>
    public IReadOnlyList<ResolvedComponent> Components { get; init; } = [];

    /// <summary>The digest of the package; null while it is not known.</summary>
    public string? PackageDigest { get; init; }

    /// <summary>Who created the version, as admission stamped it; null when it did not.</summary>
    public Person? Creator { get; init; }
}
