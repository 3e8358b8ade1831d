using ModelSync.Api;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions;

/// <summary>A record as it lies in a ControllerRevision.</summary>
internal sealed record RevisionData
{
    public required int Format { get; init; }

    public required string Revision { get; init; }

    public int? Collisions { get; init; }

    public required RevisionInputs Inputs { get; init; }

    public required PlanData Plan { get; init; }

    public RawJson? Deployment { get; init; }

    public RawJson? Service { get; init; }

    public RawJson? DisruptionBudget { get; init; }

    /// <summary>A plan as it lies in a ControllerRevision.</summary>
    internal sealed record PlanData
    {
        public required RolloutStrategy Strategy { get; init; }

        public required IReadOnlyList<PlannedGate> Gates { get; init; }

        public required TrafficSpec Traffic { get; init; }

        public required int ProgressDeadlineSeconds { get; init; }

        public required FailureMode OnFailure { get; init; }
    }
}
