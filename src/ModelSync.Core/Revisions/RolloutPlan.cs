using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions;

/// <summary>How a revision is tried, with all defaults filled in; frozen at the start, so that what was measured is what is promoted.</summary>
public sealed record RolloutPlan
{
    /// <summary>A hash of the plan without its traffic, by which two plans are compared.</summary>
    public string? Hash { get; init; }

    /// <summary>A hash of the traffic settings: those of the spec count as soon as nothing is on trial, and are pending only until then.</summary>
    public string? TrafficHash { get; init; }

    /// <summary>The strategy.</summary>
    public required RolloutStrategy Strategy { get; init; }

    /// <summary>All gates, of steps and in the background, with the specs that they had at the start.</summary>
    public required IReadOnlyList<PlannedGate> Gates { get; init; }

    /// <summary>What splits the traffic.</summary>
    public required TrafficSpec Traffic { get; init; }

    /// <summary>How long a step may take to get its capacity and route.</summary>
    public required TimeSpan ProgressDeadline { get; init; }

    /// <summary>What a failed check leads to.</summary>
    public required FailureMode OnFailure { get; init; }
}
