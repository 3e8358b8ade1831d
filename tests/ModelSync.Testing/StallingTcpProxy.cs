using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ModelSync.Testing;

/// <summary>
/// Forwards TCP connections on loopback until it is told to swallow those it has: their sockets stay open and silent, as behind a firewall that forgot
/// them.
/// </summary>
public sealed class StallingTcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Connection> _connections = new();
    private readonly int _target;
    private readonly Task _accepting;

    /// <summary>Listens on a free port and forwards to the given one.</summary>
    public StallingTcpProxy(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port to connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => _connections.Count;

    /// <summary>Stops forwarding in both directions on all connections made so far, or on the one with the given number alone; new ones work.</summary>
    public void Stall(int? index = null)
    {
        foreach (var connection in index is { } one ? [_connections.ElementAt(one)] : _connections.ToArray())
        {
            connection.Stalled = true;
        }
    }

    /// <summary>Completes when the client has closed the connection with the given number.</summary>
    public Task WaitForCloseAsync(int index, CancellationToken cancellationToken) => _connections.ElementAt(index).Closed.Task.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections)
        {
            connection.Client.Dispose();
            connection.Server.Dispose();
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
                var connection = new Connection(client, server);
                _connections.Enqueue(connection);
                _ = ForwardAsync(client, server, connection);
                _ = ForwardAsync(server, client, connection);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, Connection connection)
    {
        var buffer = new byte[16 << 10];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _stopping.Token)) > 0)
            {
                // What is swallowed is still read: TCP acknowledges it, and the proxy learns when the client gives up.
                if (!connection.Stalled)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side went away, or the proxy is disposed: the other side learns it below.
        }

        if (from == connection.Client)
        {
            connection.Closed.TrySetResult();
        }

        if (!connection.Stalled)
        {
            to.Dispose();
        }
    }

    private sealed class Connection(TcpClient client, TcpClient server)
    {
        private volatile bool _stalled;

        public TcpClient Client { get; } = client;

        public TcpClient Server { get; } = server;

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Stalled
        {
            get => _stalled;
            set => _stalled = value;
        }
    }
}
