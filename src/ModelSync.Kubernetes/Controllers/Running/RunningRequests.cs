namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>The names that are being reconciled now. Thread-safe.</summary>
internal sealed class RunningRequests
{
    private readonly Lock _gate = new();
    private readonly HashSet<Request> _running = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    public void Add(Request request)
    {
        lock (_gate)
        {
            _running.Add(request);
        }
    }

    public void Remove(Request request)
    {
        lock (_gate)
        {
            _running.Remove(request);
        }
    }

    public Request[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }
}
