using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>Reads from what was seen, and from the status, how traffic is split before anything is decided.</summary>
internal static class PresentTraffic
{
    /// <summary>For a Service: what its selector selects; null when there is none yet, and for routes.</summary>
    public static ServiceSelector? SelectorOf(ClusterGoal goal)
    {
        if (goal.Plan.Traffic.Type is TrafficType.GatewayAPI or TrafficType.Istio || goal.Observed.Traffic is not { } traffic)
        {
            return null;
        }

        if (traffic.Selector is not null || traffic.Written.IsEmpty)
        {
            return traffic.Selector;
        }

        // One that has everything is selected alone.
        return traffic.Written.Sole is { } all ? ServiceSelector.Narrow(all) : ServiceSelector.Wide;
    }

    /// <summary>The weights that are asked for.</summary>
    public static TrafficSplit SplitOf(ClusterGoal goal, ServiceSelector? selector)
    {
        if (goal.Observed.Traffic is not { } traffic)
        {
            // Until the first version bakes nobody knows whether its route was ever made: it is made as at the first time, with all its endpoints.
            return goal is { Stable: null, Mode: GoalMode.Advance } ? TrafficSplit.Empty : RecordedOf(goal);
        }

        if (selector is { } selected)
        {
            return selected.Revision is { } one ? TrafficSplit.All(one) : traffic.Observed.IsEmpty ? traffic.Written : traffic.Observed;
        }

        return traffic.Written.IsEmpty ? RecordedOf(goal) : traffic.Written;
    }

    /// <summary>The weights that the status asks for: a route that was deleted by hand is made again with them, not as if traffic had never flowed.</summary>
    public static TrafficSplit RecordedOf(ClusterGoal goal)
    {
        var shares = goal.Recorded
            .Where(weight => weight is { Revision: not null, Desired: > 0 })
            .Select(weight => new RevisionWeight(weight.Revision!, weight.Desired!.Value))
            .ToList();
        return shares.Sum(share => share.Weight) == 100 ? TrafficSplit.Of(shares) : TrafficSplit.Empty;
    }
}
