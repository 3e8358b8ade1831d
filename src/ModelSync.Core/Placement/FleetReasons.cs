using ModelSync.Api.Conditions;

namespace ModelSync.Core.Placement;

/// <summary>Why clusters wait, hold or fail, as the status says it.</summary>
public static class FleetReasons
{
    /// <summary>The placement, or a wave of it, selects no cluster.</summary>
    public const string NoTargets = ConditionReasons.NoTargets;

    /// <summary>A selector of the placement cannot be read.</summary>
    /// <remarks>Correct the selector that the message names.</remarks>
    public const string InvalidPlacement = "InvalidPlacement";

    /// <summary>The placement selects the cluster no more.</summary>
    public const string NotSelected = "NotSelected";

    /// <summary>A person has to let the wave start.</summary>
    public const string AwaitingApproval = ConditionReasons.AwaitingApproval;

    /// <summary>A cluster does not answer.</summary>
    public const string ClusterUnreachable = ConditionReasons.ClusterUnreachable;

    /// <summary>The wave's clusters have to stay healthy for a while.</summary>
    public const string Soaking = "Soaking";

    /// <summary>An earlier wave is not through.</summary>
    public const string WaitingForWave = "WaitingForWave";

    /// <summary>Other clusters of the wave go first.</summary>
    public const string WaitingForTurn = "WaitingForTurn";

    /// <summary>More clusters failed than may.</summary>
    public const string MaxFailuresExceeded = "MaxFailuresExceeded";

    /// <summary>The candidate failed in the cluster.</summary>
    /// <remarks>Look at what failed there, mend it and retry, or name another version.</remarks>
    public const string ClusterFailed = "ClusterFailed";

    /// <summary>The rollout goes back.</summary>
    public const string Returning = "Returning";

    /// <summary>Clusters of later waves go back first.</summary>
    public const string ReturningLaterWaves = "ReturningLaterWaves";

    /// <summary>Everything is back but clusters that cannot be written to; theirs is the first write when they return.</summary>
    public const string PendingClusters = ConditionReasons.PendingClusters;

    /// <summary>Somebody else writes a field again and again; returns are still written.</summary>
    public const string FieldContention = ConditionReasons.FieldContention;
}
