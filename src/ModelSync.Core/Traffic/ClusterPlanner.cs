namespace ModelSync.Core.Traffic;

/// <summary>Finds the next safe moves of one cluster towards its goal.</summary>
public static class ClusterPlanner
{
    /// <summary>The moves that are safe in the state that was observed; none when the cluster is at its goal.</summary>
    public static ClusterPlan Plan(ClusterGoal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        return new ClusterPlan { Weights = [], Actions = [], IsCapacityReady = true, IsAtWeight = true, WithoutTraffic = [] };
    }
}
