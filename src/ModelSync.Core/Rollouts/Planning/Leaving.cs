using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Takes a rollout out of clusters: out of all when it is deleted, out of one that the placement does not select any more.</summary>
internal static class Leaving
{
    /// <summary>The decision for a rollout that is being deleted: route, then Services, then Deployments, then the finalizer; or all left as it is.</summary>
    public static void Delete(Turn turn)
    {
        var isClean = true;
        foreach (var cluster in turn.Snapshot.Clusters)
        {
            isClean &= Leave(turn, cluster);
        }

        if (isClean)
        {
            turn.Do(new RemoveFinalizer());
        }
    }

    /// <summary>
    /// Leaves the clusters that the placement does not select any more. One that selects none is a mistake, or a cache that knows nothing yet, and no
    /// wish to stop everything: deleting the rollout is that.
    /// </summary>
    public static void LeaveUnselected(Turn turn)
    {
        if (!turn.Snapshot.Clusters.Any(cluster => cluster.IsSelected))
        {
            return;
        }

        foreach (var cluster in turn.Snapshot.Clusters)
        {
            if (!cluster.IsSelected)
            {
                Leave(turn, cluster);
            }
        }
    }

    // True when nothing of the rollout is left there.
    private static bool Leave(Turn turn, ClusterObservation cluster)
    {
        if (cluster.Traffic is null && !cluster.HasFormerTraffic && cluster.Revisions.Count == 0)
        {
            return cluster.Reachability == Reachability.Reachable || cluster.ObservedAt is not null;
        }

        if (cluster is not { Reachability: Reachability.Reachable, WritesRefused: null })
        {
            turn.Waiting = new Impediment(ConditionReasons.PendingClusters, $"{cluster.Name} can't be cleaned up now: {cluster.WritesRefused?.Message ?? "it does not answer"}");
            return false;
        }

        if (turn.Spec.DeletionPolicy == DeletionPolicy.Orphan)
        {
            turn.Do(new ReleaseObjects(cluster.Name));
        }
        else if (cluster.Traffic is not null || cluster.HasFormerTraffic)
        {
            turn.Do(new RemoveTraffic(cluster.Name));
        }
        else
        {
            foreach (var revision in cluster.Revisions)
            {
                turn.Do(new RemoveRevision(cluster.Name, revision.Revision));
            }
        }

        return false;
    }
}
