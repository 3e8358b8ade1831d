using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Operator.Gates.Scenes;

/// <summary>What a measurement needs to know of a revision.</summary>
internal sealed record SceneRevision
{
    /// <summary>The revision as it is on record.</summary>
    public required RevisionRecord Record { get; init; }

    /// <summary>Its version; null when the ModelVersion is gone: then the runtime profile is not known.</summary>
    public VersionObservation? Version { get; init; }

    /// <summary>The name of its Service.</summary>
    public required string Service { get; init; }

    /// <summary>Its ready pods, and no others.</summary>
    public required IReadOnlyList<ScenePod> Pods { get; init; }
}
