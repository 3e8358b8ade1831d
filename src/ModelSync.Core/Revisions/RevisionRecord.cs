using ModelSync.Api;

namespace ModelSync.Core.Revisions;

/// <summary>What a ControllerRevision keeps of a revision: every create, repair, scale and rollback renders from it and never from the spec.</summary>
public sealed record RevisionRecord
{
    /// <summary>The revision, 10 characters.</summary>
    public required string Revision { get; init; }

    /// <summary>How often another content with the same hash was met before this one.</summary>
    public int Collisions { get; init; }

    /// <summary>The epoch of the trial that the plan was frozen for.</summary>
    public long Epoch { get; init; }

    /// <summary>What the revision is made from.</summary>
    public required RevisionInputs Inputs { get; init; }

    /// <summary>The plan, frozen when the trial began.</summary>
    public required RolloutPlan Plan { get; init; }

    /// <summary>The Deployment as it was rendered, without replicas; null until the record is rendered.</summary>
    public RawJson? Deployment { get; init; }

    /// <summary>The Service as it was rendered; null until the record is rendered.</summary>
    public RawJson? Service { get; init; }

    /// <summary>The PodDisruptionBudget as it was rendered; null until the record is rendered, or where there is none.</summary>
    public RawJson? DisruptionBudget { get; init; }
}
