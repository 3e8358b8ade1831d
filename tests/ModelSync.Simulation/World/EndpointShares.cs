using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Simulation.World;

/// <summary>The split in force, from what splits the traffic and the endpoints behind it.</summary>
internal static class EndpointShares
{
    /// <summary>Of a route: what the last accepted generation says. Of a Service: the shares of ready endpoints behind its selector.</summary>
    public static TrafficSplit InForce(SimRoute route, IReadOnlyList<PodCounts> pods)
    {
        if (route.Type != TrafficType.Service)
        {
            return route.InForce;
        }

        if (route.Selector.Revision is { } only)
        {
            return TrafficSplit.All(only);
        }

        var ready = 0;
        foreach (var counts in pods)
        {
            ready += counts.Ready;
        }

        return ready == 0 ? route.Written : Shares(pods, ready);
    }

    private static TrafficSplit Shares(IReadOnlyList<PodCounts> pods, int ready)
    {
        var shares = new List<RevisionWeight>(2);
        var (left, rest) = (100, ready);
        foreach (var counts in pods)
        {
            if (counts.Ready > 0)
            {
                // What rounding takes from one goes to the next, so that the sum stays 100.
                var weight = (int)Math.Round((double)left * counts.Ready / rest, MidpointRounding.AwayFromZero);
                shares.Add(new RevisionWeight(counts.Revision, weight));
                (left, rest) = (left - weight, rest - counts.Ready);
            }
        }

        return TrafficSplit.Of(shares);
    }
}
