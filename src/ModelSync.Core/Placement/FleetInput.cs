using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>What the wave planner looks at.</summary>
public sealed record FleetInput
{
    private static readonly HashSet<ClusterName> NonePassed = [];

    /// <summary>The placement; null for the operator's own cluster alone, which is one wave of one cluster.</summary>
    public PlacementSpec? Placement { get; init; }

    /// <summary>The clusters as they were last seen.</summary>
    public required IReadOnlyList<ClusterObservation> Clusters { get; init; }

    /// <summary>Each cluster's part so far, from the status; a cluster without one has not begun.</summary>
    public required IReadOnlyList<ClusterRolloutStatus> Progress { get; init; }

    /// <summary>The wave so far, from the status.</summary>
    public WaveStatus? Wave { get; init; }

    /// <summary>How many steps the plan has.</summary>
    public required int StepCount { get; init; }

    /// <summary>Whether the candidate goes back everywhere.</summary>
    public required bool IsReturning { get; init; }

    /// <summary>Whether there is a revision to go back to; without one a lost cluster is waited for, whatever onClusterLost says.</summary>
    public bool HasFallback { get; init; } = true;

    /// <summary>Whether a person has just approved the wave that waits.</summary>
    public bool IsApproved { get; init; }

    /// <summary>The clusters in which the candidate has just failed, or failed before.</summary>
    public required IReadOnlyList<ClusterFailure> Failures { get; init; }

    /// <summary>How long a lost cluster may hold its wave.</summary>
    public required TimeSpan LostDeadline { get; init; }

    /// <summary>How long ago timers began.</summary>
    public required ElapsedTimes Elapsed { get; init; }

    /// <summary>The time to write down where a wave or its soak begins; nothing is decided by it.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>
    /// The clusters that have passed what their part says they are at, and wait for leave to begin the next: so that all of a wave may go on
    /// in the same decision. A part whose step already counts as the next one is not in it.
    /// </summary>
    public IReadOnlySet<ClusterName> Passed { get; init; } = NonePassed;
}
