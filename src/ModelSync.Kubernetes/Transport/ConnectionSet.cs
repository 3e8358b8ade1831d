using ModelSync.Kubernetes.Auth;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// The connections made with one trust and one client certificate, apart for each lane. When it is replaced it gets no new requests and is closed when its
/// last answer is let go:
/// closing it earlier would end the pings that watch over those answers.
/// </summary>
internal sealed class ConnectionSet : IDisposable
{
    private readonly HttpMessageInvoker _data;
    private readonly HttpMessageInvoker _leases;
    private readonly Lock _gate = new();
    private int _users;
    private bool _retired;

    public ConnectionSet(ServerTrust trust, ClientIdentity? identity, HandlerFactory factory)
    {
        Trust = trust;
        Identity = identity;
        _data = new HttpMessageInvoker(factory.Create(trust, identity));
        _leases = new HttpMessageInvoker(factory.Create(trust, identity));
    }

    public ServerTrust Trust { get; }

    public ClientIdentity? Identity { get; }

    public bool IsClosed { get; private set; }

    /// <summary>Keeps the connections open until <see cref="Leave"/>.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_retired, this);
            _users++;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _users--;
            CloseWhenFree_NeedsLock();
        }
    }

    /// <summary>Takes no new requests, and closes when the last user has left.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _retired = true;
            CloseWhenFree_NeedsLock();
        }
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken) =>
        (lane == TransportLane.Leases ? _leases : _data).SendAsync(request, cancellationToken);

    private void CloseWhenFree_NeedsLock()
    {
        if (_retired && _users == 0 && !IsClosed)
        {
            IsClosed = true;
            _data.Dispose();
            _leases.Dispose();
        }
    }
}
