using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.ControlPlane.Processes;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Faults;

/// <summary>
/// A TCP proxy on loopback that can lose, delay and break what goes through it, to show how a client behaves when the network dies
/// without a word. It does not look into the bytes, so TLS goes through as it is. Safe for use from many threads.
/// The kernel acknowledges what arrives here even in a black hole: to a client the peer looks alive but silent. What shows only when
/// packets themselves are lost (an unanswered SYN, retransmission, TCP_USER_TIMEOUT) can't be shown with it.
/// </summary>
public sealed class BlackHoleProxy : IAsyncDisposable
{
    private const int MostConnections = 4096;
    private const int MostBindAttempts = 10;

    private readonly IPEndPoint _server;
    private readonly ProxyTraffic _traffic;
    private readonly ConnectionServer _connections;
    private readonly ConcurrentDictionary<ProxiedConnection, byte> _open = new();
    private readonly Lock _lock = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private bool _disposed;

    private BlackHoleProxy(IPEndPoint server, TimeProvider time)
    {
        _server = server;
        _traffic = new ProxyTraffic(time);
        _connections = new ConnectionServer(MostConnections, time, ServeAsync);
        EndPoint = new IPEndPoint(IPAddress.Loopback, 0);
        for (var attempt = 1; _listener is null; attempt++)
        {
            // Below the ephemeral range: while connections are refused, no outgoing connection may take the port.
            EndPoint = new IPEndPoint(IPAddress.Loopback, LoopbackPorts.Find(1)[0]);
            try
            {
                Listen();
            }
            catch (SocketException) when (attempt < MostBindAttempts)
            {
                // Lost to someone else between finding it free and taking it.
            }
        }
    }

    /// <summary>Where clients connect to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What has gone through so far.</summary>
    public ProxyCounters Counters => _traffic.Counters(_connections.Count);

    /// <summary>How long each piece of data is held back, in both directions; zero by default.</summary>
    public TimeSpan Delay
    {
        get => _traffic.Delay;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _traffic.Delay = value;
        }
    }

    /// <summary>Begins to forward to <paramref name="server"/>.</summary>
    public static BlackHoleProxy Start(IPEndPoint server, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(time);
        return new BlackHoleProxy(server, time);
    }

    /// <summary>
    /// Lets bytes vanish: connections stay open, nobody is told anything, not even that the other side has closed.
    /// </summary>
    public void BlackHole(TrafficDirections directions = TrafficDirections.Both, NewConnections newConnections = NewConnections.Ignored)
    {
        _traffic.Gate.Black = directions;
        lock (_lock)
        {
            if (newConnections == NewConnections.Refused)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else
            {
                Listen();
            }
        }
    }

    /// <summary>Forwards again. Connections that have lost bytes are reset, since their streams have a hole; the others go on.</summary>
    public void Resume()
    {
        _traffic.Gate.Black = TrafficDirections.None;
        foreach (var connection in _open.Keys.Where(connection => connection.LostBytes))
        {
            connection.Reset();
        }

        lock (_lock)
        {
            Listen();
        }
    }

    /// <summary>Breaks every open connection with a reset to both sides, also in a black hole.</summary>
    public void ResetConnections()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task accepting;
        lock (_lock)
        {
            _disposed = true;
            _listener?.Dispose();
            _listener = null;
            accepting = _accepting;
        }

        await accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }

    private void Listen()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_listener is not null)
        {
            return;
        }

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(EndPoint);
            listener.Listen();
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        _listener = listener;
        _accepting = _connections.AcceptAllAsync(() => AcceptAsync(listener));
    }

    private async ValueTask<Socket> AcceptAsync(Socket listener)
    {
        var client = await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false);
        _traffic.CountAccepted();
        return client;
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        using var connection = new ProxiedConnection(client, _traffic);
        _open[connection] = 0;
        try
        {
            await connection.RunAsync(_server, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }
}
