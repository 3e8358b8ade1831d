using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>
/// Hands connections that were accepted elsewhere to Kestrel, as if they came from one listener: so listeners come and go while one
/// server runs.
/// </summary>
internal sealed class ProxyConnections(EndPoint endPoint) : IConnectionListener
{
    private const int Backlog = 512;

    private readonly Channel<ConnectionContext> _accepted = Channel.CreateBounded<ConnectionContext>(Backlog);

    public EndPoint EndPoint => endPoint;

    /// <summary>Waits while too many wait already; false once the server takes no more, and then the connection stays the caller's.</summary>
    public async Task<bool> TryAddAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        try
        {
            await _accepted.Writer.WriteAsync(connection, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        while (_accepted.Reader.TryRead(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
