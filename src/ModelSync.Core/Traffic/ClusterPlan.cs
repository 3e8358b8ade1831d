using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>The next safe moves in one cluster, and how far it is from its goal.</summary>
public sealed record ClusterPlan
{
    /// <summary>The weights for the status: what is asked for now, what is in force, what is masked.</summary>
    public required IReadOnlyList<WeightStatus> Weights { get; init; }

    /// <summary>The moves.</summary>
    public required IReadOnlyList<PlannedAction> Actions { get; init; }

    /// <summary>Whether every revision has the ready endpoints that the goal needs.</summary>
    public required bool IsCapacityReady { get; init; }

    /// <summary>Whether the goal's weight is in force and accepted; with a masked revision it is not.</summary>
    public required bool IsAtWeight { get; init; }

    /// <summary>Revisions other than the one with all traffic that have pods but no traffic asked for or in force, so that their time to be scaled down runs.</summary>
    public required IReadOnlyList<string> WithoutTraffic { get; init; }

    /// <summary>What the cluster waits for; null at its goal.</summary>
    public Impediment? Waiting { get; init; }

    /// <summary>When to look again although nothing changed.</summary>
    public TimeSpan? RequeueAfter { get; init; }
}
