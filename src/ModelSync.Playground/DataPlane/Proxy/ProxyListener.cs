using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>A loopback port with a table of routes. A new table holds from the next request on, also on connections that are open.</summary>
internal sealed class ProxyListener : IAsyncDisposable
{
    private const int MostConnections = 4096;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConnectionServer _connections;
    private readonly Task _accepting;
    private RouteTable _table = RouteTable.Empty;

    public ProxyListener(ProxyServer server, TimeProvider time)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;

        // Kestrel owns the socket from here on; the connection server counts it, and ends its wait for the first bytes.
        _connections = new ConnectionServer(MostConnections, time, (socket, token) => server.ServeAsync(socket, this, token));
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    public int Port { get; }

    public RouteTable Table
    {
        get => Volatile.Read(ref _table);
        set => Volatile.Write(ref _table, value);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }
}
