namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>The connections to one endpoint. Closed when it is retired and the last answer is through.</summary>
internal sealed class Upstream(SocketsHttpHandler handler) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler);
    private readonly Lock _lock = new();
    private int _leases;
    private bool _retired;

    public bool IsInUse
    {
        get
        {
            lock (_lock)
            {
                return _leases > 0;
            }
        }
    }

    /// <summary>Only for an upstream that is not retired: the endpoint sees to it.</summary>
    public UpstreamLease Lease()
    {
        lock (_lock)
        {
            _leases++;
        }

        return new UpstreamLease(this, _invoker);
    }

    public void Retire()
    {
        bool isLast;
        lock (_lock)
        {
            isLast = !_retired && _leases == 0;
            _retired = true;
        }

        if (isLast)
        {
            Dispose();
        }
    }

    /// <summary>For the lease that ends.</summary>
    public void Return()
    {
        bool isLast;
        lock (_lock)
        {
            isLast = --_leases == 0 && _retired;
        }

        if (isLast)
        {
            Dispose();
        }
    }

    /// <summary>Closes the connections now.</summary>
    public void Dispose() => _invoker.Dispose();
}
