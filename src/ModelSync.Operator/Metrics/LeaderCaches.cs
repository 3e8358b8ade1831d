using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Metrics;

/// <summary>What the caches of the operator's own cluster have, told by the leader alone: caches of two replicas are never of one moment, and would show two truths.</summary>
internal sealed class LeaderCaches(IClusterRegistry clusters, ILeadership? leadership) : IObservedObjects
{
    /// <inheritdoc/>
    public IReadOnlyList<T> List<T>()
        where T : class, IResource<T>
    {
        if ((leadership is not null && leadership.Current is null) || !clusters.TryGet(ClusterName.Local, out var cluster))
        {
            return [];
        }

        // A kind that no controller has asked for yet has no cache, and half of a first list would look like a loss.
        return cluster.Informers.CachesOf(T.Resource).OfType<ICache<T>>().FirstOrDefault() is { HasSynced: true } cache ? cache.List() : [];
    }
}
