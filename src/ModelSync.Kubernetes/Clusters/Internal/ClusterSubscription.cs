using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// One subscriber: what it has not been told yet, at most one entry for each cluster that it knows or that there is. A task that tells it runs while
/// there is something to tell.
/// </summary>
internal sealed partial class ClusterSubscription(Action<ClusterEvent> handler, Action<ClusterSubscription> onDispose, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<ICluster, ClusterStatus> _waiting = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ICluster> _told = new(ReferenceEqualityComparer.Instance);
    private bool _isTelling;
    private bool _isDisposed;

    public void Enqueue(ICluster cluster, ClusterStatus status)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            if (status.State == ClusterState.Removed && !_told.Contains(cluster))
            {
                // It came and went unseen. To keep it waiting would be without bound behind a handler that hangs.
                _waiting.Remove(cluster);
                return;
            }

            _waiting[cluster] = status;
            if (!_isTelling)
            {
                _isTelling = true;
                _ = Task.Run(Tell, CancellationToken.None);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _waiting.Clear();
            _told.Clear();
        }

        onDispose(this);
    }

    private void Tell()
    {
        while (Dequeue() is { } next)
        {
            try
            {
                handler(next);
            }
            catch (Exception exception)
            {
                LogHandlerFailed(exception, next.Cluster.Name.ToString(), next.Status.State);
            }
        }
    }

    private ClusterEvent? Dequeue()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isTelling = false;
                return null;
            }

            var (cluster, status) = _waiting.GetAt(0);
            _waiting.RemoveAt(0);
            if (status.State == ClusterState.Removed)
            {
                _told.Remove(cluster);
            }
            else
            {
                _told.Add(cluster);
            }

            return new ClusterEvent(cluster, status);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A handler of cluster events failed on {Cluster}, {State}")]
    private partial void LogHandlerFailed(Exception exception, string cluster, ClusterState state);
}
