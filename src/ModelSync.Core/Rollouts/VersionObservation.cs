using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Rollouts;

/// <summary>A ModelVersion, as far as rollouts look at it.</summary>
public sealed record VersionObservation
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>Its package digest; null until it is resolved.</summary>
    public string? PackageDigest { get; init; }

    /// <summary>Whether it may be used.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>Whether it is resolved, verified and accepted.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Why it is not ready, in CamelCase.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it is not ready, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Who created it, as admission stamped it; null when it did not.</summary>
    public Person? Creator { get; init; }

    /// <summary>Its spec.</summary>
    public ModelVersionSpec? Spec { get; init; }

    /// <summary>Its pinned components.</summary>
    public IReadOnlyList<ResolvedComponent> Components { get; init; } = [];
}
