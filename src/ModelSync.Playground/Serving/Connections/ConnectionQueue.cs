using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace ModelSync.Playground.Serving.Connections;

/// <summary>
/// What Kestrel takes for its one listener: connections that were accepted on the sockets of all servers. One web server for thousands of
/// ports costs what one costs, and a port is no more than a socket.
/// </summary>
internal sealed class ConnectionQueue : IConnectionListenerFactory, IConnectionListener
{
    // Never full: whoever writes has reserved a place among the connections, of which there are at most so many.
    private readonly Channel<ConnectionContext> _accepted;

    public ConnectionQueue(int mostConnections) =>
        _accepted = Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(mostConnections) { SingleReader = true });

    /// <summary>The name that Kestrel knows its listener by; nothing listens there.</summary>
    public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Hands over a connection; false after the end, and then it stays the caller's.</summary>
    public bool TryAdd(ConnectionContext connection) => _accepted.Writer.TryWrite(connection);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(this);

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
