using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Tells subscribers what becomes of clusters; thread-safe.</summary>
internal sealed class ClusterFeed(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly List<ClusterSubscription> _subscriptions = [];

    /// <summary>Tells all subscribers; never waits for one.</summary>
    public void Publish(ICluster cluster, ClusterStatus status)
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions)
            {
                subscription.Enqueue(cluster, status);
            }
        }
    }

    /// <summary>Adds a subscriber, who is told of the clusters there are.</summary>
    public IDisposable Subscribe(Action<ClusterEvent> handler, Func<IEnumerable<ICluster>> clusters)
    {
        var subscription = new ClusterSubscription(handler, Remove, logger);
        lock (_gate)
        {
            // Under the lock, so that a change is either in the state that is told here or told after it.
            foreach (var cluster in clusters())
            {
                subscription.Enqueue(cluster, cluster.Status);
            }

            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    private void Remove(ClusterSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Remove(subscription);
        }
    }
}
