using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Auth;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Hands out the connections that fit the present trust and client certificate, and replaces them when either changes.</summary>
internal sealed class ConnectionSets : IDisposable
{
    private readonly ReloadingFiles<ServerTrust> _trust;
    private readonly ReloadingFiles<ClientIdentity>? _identity;
    private readonly HandlerFactory _factory;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private ConnectionSet _current;
    private long _order;
    private bool _disposed;

    public ConnectionSets(ReloadingFiles<ServerTrust> trust, ReloadingFiles<ClientIdentity>? identity, HandlerFactory factory, ILogger logger)
    {
        _trust = trust;
        _identity = identity;
        _factory = factory;
        _logger = logger;
        _current = new ConnectionSet(trust.Latest, identity?.Latest, factory);
    }

    /// <summary>The connections for a credential, entered; the caller must leave them.</summary>
    public async ValueTask<ConnectionSet> EnterAsync(Credential credential, CancellationToken cancellationToken)
    {
        await _trust.GetAsync(checkNow: false, cancellationToken).ConfigureAwait(false);
        if (_identity is not null && credential.Identity is null)
        {
            await _identity.GetAsync(checkNow: false, cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ReplaceIfOutdated_NeedsLock(credential);
            _current.Enter();
            return _current;
        }
    }

    /// <summary>Reads the client certificate's files at once, because the server refused what they held; true when there is another one now.</summary>
    public async ValueTask<bool> HasNewIdentityAsync(ClientIdentity? refused, CancellationToken cancellationToken) =>
        _identity is not null && !(await _identity.GetAsync(checkNow: true, cancellationToken).ConfigureAwait(false)).Equals(refused);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _current.Dispose();
        }
    }

    private void ReplaceIfOutdated_NeedsLock(Credential credential)
    {
        // A request that got its credential before the last replacement must not bring the old certificate back.
        var isLate = credential.Order < _order;
        var identity = isLate ? _current.Identity : credential.Identity ?? _identity?.Latest;
        _order = Math.Max(_order, credential.Order);
        var trust = _trust.Latest;
        if (ReferenceEquals(trust, _current.Trust) && Equals(identity, _current.Identity))
        {
            return;
        }

        var old = _current;
        _current = new ConnectionSet(trust, identity, _factory);
        old.Dispose();
        TransportLog.ConnectionsReplaced(_logger, ReferenceEquals(trust, old.Trust) ? "client certificate" : "certificate authority");
    }
}
