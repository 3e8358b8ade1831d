using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>The names that wait for a cluster to be back, their own or one in which they act. Thread-safe.</summary>
internal sealed class ParkedRequests
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClusterName, Dictionary<Request, QueuePriority>> _parked = [];

    /// <summary>Parks the name; true for the first one that waits for the cluster, which is worth a log line.</summary>
    public bool Add(ClusterName awaited, Request request, QueuePriority priority)
    {
        lock (_gate)
        {
            var isFirst = !_parked.TryGetValue(awaited, out var parked);
            if (parked is null)
            {
                _parked.Add(awaited, parked = []);
            }

            parked[request] = parked.TryGetValue(request, out var known) && known > priority ? known : priority;
            return isFirst;
        }
    }

    /// <summary>Takes all names that wait for the cluster.</summary>
    public IReadOnlyCollection<KeyValuePair<Request, QueuePriority>> Take(ClusterName awaited)
    {
        lock (_gate)
        {
            return _parked.Remove(awaited, out var parked) ? parked : [];
        }
    }
}
