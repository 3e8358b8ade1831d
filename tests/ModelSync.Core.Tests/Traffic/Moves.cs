using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>States and plans in few words, so that a test reads like a story.</summary>
internal static class Moves
{
    /// <summary>A route with the candidate at a weight, and asked-for and ready pods of both.</summary>
    public static ClusterObservation Route(int weight, (int Asked, int Ready) stable, (int Asked, int Ready) candidate, int downSeconds = 10)
    {
        var cluster = Cluster(isService: false, stable, candidate, downSeconds);
        cluster.Write(TrafficSplit.Between(Goals.Stable, Goals.Candidate, weight), ServiceSelector.Narrow(weight == 100 ? Goals.Candidate : Goals.Stable));
        cluster.Accept();
        return cluster.Observe();
    }

    /// <summary>A Service that selects one revision, or both when none is named.</summary>
    public static ClusterObservation Service(string? revision, (int Asked, int Ready) stable, (int Asked, int Ready) candidate, int downSeconds = 10)
    {
        var cluster = Cluster(isService: true, stable, candidate, downSeconds);
        cluster.Write(revision is null ? TrafficSplit.Between(Goals.Stable, Goals.Candidate, 50) : TrafficSplit.All(revision), new ServiceSelector(revision));
        return cluster.Observe();
    }

    /// <summary>The same with a third revision's pods.</summary>
    public static ClusterObservation WithThird(this ClusterObservation observed, int asked, int ready, int terminating = 0) => observed with
    {
        Revisions = [.. observed.Revisions, new RevisionObservation { Revision = Goals.Third, DesiredReplicas = asked, Replicas = asked, ReadyEndpoints = ready, TerminatingPods = terminating }],
    };

    /// <summary>The same with one revision seen otherwise.</summary>
    public static ClusterObservation With(this ClusterObservation observed, string revision, Func<RevisionObservation, RevisionObservation> change) => observed with
    {
        Revisions = [.. observed.Revisions.Select(found => found.Revision == revision ? change(found) : found)],
    };

    /// <summary>The same with the traffic seen otherwise.</summary>
    public static ClusterObservation WithTraffic(this ClusterObservation observed, Func<TrafficObservation, TrafficObservation?> change) =>
        observed with { Traffic = change(observed.Traffic!) };

    /// <summary>What a plan does, such as "two to 2, one 80 / two 20, three down to 0".</summary>
    public static string Of(ClusterGoal goal) => Of(ClusterPlanner.Plan(goal));

    /// <summary>What a plan does, such as "two to 2, one 80 / two 20, three down to 0".</summary>
    public static string Of(ClusterPlan plan) => string.Join(", ", plan.Actions.Select(action => action switch
    {
        ApplyRevision apply => $"{apply.Revision} to {apply.Replicas}",
        ApplyTraffic { Selector.IsWide: true } => "wide",
        ApplyTraffic traffic => traffic.Split.ToString(),
        ScaleDownRevision down => $"{down.Revision} down to {down.Replicas}",
        RemoveRevision remove => $"no more {remove.Revision}",
        _ => action.ToString(),
    }));

    private static ModelCluster Cluster(bool isService, (int Asked, int Ready) stable, (int Asked, int Ready) candidate, int downSeconds)
    {
        var cluster = new ModelCluster(isService);
        cluster.Add(Goals.Stable, stable.Asked, stable.Ready, stable.Asked - stable.Ready, 0, downSeconds);
        cluster.Add(Goals.Candidate, candidate.Asked, candidate.Ready, candidate.Asked - candidate.Ready, 0, downSeconds);
        return cluster;
    }
}
