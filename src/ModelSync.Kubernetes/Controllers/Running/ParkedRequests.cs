using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>The names that wait for their cluster to be back. An unreachable cluster is a state, not a storm of errors. Thread-safe.</summary>
internal sealed class ParkedRequests
{
    private readonly Lock _gate = new();
    private Dictionary<Request, QueuePriority> _parked = [];

    /// <summary>Parks the name; true for the first one, which is worth a log line.</summary>
    public bool Add(Request request, QueuePriority priority)
    {
        lock (_gate)
        {
            var isFirst = _parked.Count == 0;
            _parked[request] = _parked.TryGetValue(request, out var known) && known > priority ? known : priority;
            return isFirst;
        }
    }

    /// <summary>Takes all names.</summary>
    public IReadOnlyCollection<KeyValuePair<Request, QueuePriority>> TakeAll()
    {
        lock (_gate)
        {
            if (_parked.Count == 0)
            {
                return [];
            }

            var all = _parked;
            _parked = [];
            return all;
        }
    }
}
