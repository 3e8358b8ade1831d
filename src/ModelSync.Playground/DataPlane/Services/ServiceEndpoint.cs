using System.Globalization;
using ModelSync.Playground.DataPlane.Proxy;

namespace ModelSync.Playground.DataPlane.Services;

/// <summary>A server behind a Service port. The connections that routes keep open to it are closed once it is no endpoint any more.</summary>
internal sealed class ServiceEndpoint(string address, int port, UpstreamFactory upstreams)
{
    private readonly Lock _lock = new();
    private Upstream? _upstream;
    private bool _retired;

    /// <summary>The virtual address.</summary>
    public string Address => address;

    public int Port => port;

    /// <summary>True once it is no endpoint any more.</summary>
    public bool IsRetired => Volatile.Read(ref _retired);

    /// <summary>Whether a request is on its way to it or an answer on its way back.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_lock)
            {
                return _upstream?.IsInUse is true;
            }
        }
    }

    /// <summary>A hold on the connections to it, to be disposed when the answer is through; null once it is retired.</summary>
    public UpstreamLease? Lease()
    {
        lock (_lock)
        {
            if (_retired)
            {
                return null;
            }

            _upstream ??= upstreams.Create(this);
            return _upstream.Lease();
        }
    }

    /// <summary>Requests that are under way end in peace, new ones go elsewhere.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            _retired = true;
            _upstream?.Retire();
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{address}:{port}");
}
