using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts;

/// <summary>Everything that a decision about one rollout looks at, gathered at one moment.</summary>
public sealed record RolloutSnapshot
{
    /// <summary>The rollout as it was read: spec, status, annotations.</summary>
    public required ModelRollout Rollout { get; init; }

    /// <summary>What the spec asks for, as a revision; null when its version or template does not allow to tell.</summary>
    public RevisionRecord? Target { get; init; }

    /// <summary>The version that the spec names; null when there is no such ModelVersion.</summary>
    public VersionObservation? TargetVersion { get; init; }

    /// <summary>What the API server said about the target's rendered objects in a dry run; null when it was not asked yet.</summary>
    public TemplateVerdict? Template { get; init; }

    /// <summary>The revisions that are on record.</summary>
    public required IReadOnlyList<RevisionRecord> Records { get; init; }

    /// <summary>The versions of the revisions on record and in the status, as far as they exist.</summary>
    public required IReadOnlyList<VersionObservation> Versions { get; init; }

    /// <summary>The clusters that the placement selects, and those that still hold objects of the rollout; one named local where there is no placement.</summary>
    public required IReadOnlyList<ClusterObservation> Clusters { get; init; }

    /// <summary>What gates have measured so far.</summary>
    public required IReadOnlyList<GateRun> GateRuns { get; init; }

    /// <summary>How long ago each timer of the status began, protected against clock jumps.</summary>
    public required ElapsedTimes Elapsed { get; init; }

    /// <summary>The time of day that cannot jump while the process runs; calendars use it.</summary>
    public required DateTimeOffset SteadyNow { get; init; }

    /// <summary>The policies that may have something to say.</summary>
    public required PolicyView Policies { get; init; }

    /// <summary>Whether this rollout may move its traffic off a quarantined version now; only some do so at once, so that a mistake stays small.</summary>
    public bool MayEvict { get; init; } = true;

    /// <summary>Errors of the spec that a server without CEL let through.</summary>
    public IReadOnlyList<FieldError> InvalidFields { get; init; } = [];

    /// <summary>Fields of the spec that this build does not act on.</summary>
    public IReadOnlyList<string> UnsupportedFields { get; init; } = [];
}
