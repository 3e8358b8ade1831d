using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>Which clusters may move, and how far.</summary>
public sealed record FleetPlan
{
    /// <summary>One for each cluster, in the order of the waves.</summary>
    public required IReadOnlyList<ClusterMandate> Mandates { get; init; }

    /// <summary>The wave from now on.</summary>
    public WaveStatus? Wave { get; init; }

    /// <summary>Whether every cluster has baked and soaked: stable may move.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Why the whole rollout has to go back; null when it has not.</summary>
    public ClusterFailure? Failure { get; init; }

    /// <summary>Why nothing moves: NoTargets, AwaitingApproval, ClusterUnreachable and such; null when something does.</summary>
    public Impediment? Waiting { get; init; }

    /// <summary>Why nothing will advance before a person acts, or a lost cluster returns: MaxFailuresExceeded, ClusterUnreachable; null when it may.</summary>
    public Impediment? Halted { get; init; }

    /// <summary>The failures that count, those of lost clusters among them, in the order of the waves.</summary>
    public IReadOnlyList<ClusterFailure> Failed { get; init; } = [];

    /// <summary>
    /// The clusters that the wave goes on without: failed within the budget, or unreachable before their turn with skipUnreachable. When the
    /// fleet is complete they still serve the old revision.
    /// </summary>
    public IReadOnlyList<ClusterName> LeftOut { get; init; } = [];

    /// <summary>What to tell people.</summary>
    public IReadOnlyList<RolloutEvent> Events { get; init; } = [];

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? RequeueAfter { get; init; }
}
