using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>What one cluster should come to; <see cref="ClusterPlanner"/> finds the next safe moves there.</summary>
public sealed record ClusterGoal
{
    /// <summary>The cluster as it was last seen.</summary>
    public required ClusterObservation Observed { get; init; }

    /// <summary>The revision that has what the candidate has not; null before the first one is proven.</summary>
    public string? Stable { get; init; }

    /// <summary>The revision on trial or on its way back; null when there is none.</summary>
    public string? Candidate { get; init; }

    /// <summary>The candidate's weight that is aimed at, from 0 to 100, before masking and capacity.</summary>
    public int Weight { get; init; }

    /// <summary>How the candidate is treated.</summary>
    public required GoalMode Mode { get; init; }

    /// <summary>How long the return has been going on.</summary>
    public TimeSpan ReturnElapsed { get; init; }

    /// <summary>Whether nothing may rise now: no weight and no scale; masking, repairs and returns still act.</summary>
    public bool IsHeld { get; init; }

    /// <summary>
    /// This cluster's weights as the status has them: what was asked for before any effect, and what is masked. They tell a foreign edit from our own
    /// write, and the weight that a masked revision gets back; empty when the status has none: then what is written counts.
    /// </summary>
    public IReadOnlyList<WeightStatus> Recorded { get; init; } = [];

    /// <summary>Pods of a revision that has all traffic.</summary>
    public required int Replicas { get; init; }

    /// <summary>The candidate's frozen plan, or stable's when there is no candidate.</summary>
    public required RolloutPlan Plan { get; init; }

    /// <summary>Whether the candidate is at its last step or later: stable is back at full scale, whatever stableScale says.</summary>
    public bool IsLastStep { get; init; }

    /// <summary>Whether the candidate has all its pods from the beginning, whatever its plan says: it was proven, and nothing is to be waited for twice.</summary>
    public bool ScalesInFull { get; init; }

    /// <summary>Revisions without traffic that may be scaled to 0 now, their delay being over.</summary>
    public IReadOnlyList<string> MayScaleDown { get; init; } = [];

    /// <summary>Revisions whose objects go once they have no pods.</summary>
    public IReadOnlyList<string> MayRemove { get; init; } = [];
}
