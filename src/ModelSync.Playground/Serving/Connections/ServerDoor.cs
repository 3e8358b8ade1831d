using System.Net;
using System.Net.Sockets;

namespace ModelSync.Playground.Serving.Connections;

/// <summary>The listening socket of one server and the connections that came in by it. At rest it is one descriptor and one pending accept.</summary>
internal sealed class ServerDoor : IAsyncDisposable
{
    private const int Backlog = 512;

    // Out of file descriptors, say: accepting again at once would fail again at once.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    private readonly ConnectionSource _source;
    private readonly Socket _listener;
    private readonly OpenConnections _open;
    private Task _accepting = Task.CompletedTask;
    private volatile bool _draining;

    public ServerDoor(ModelServer server, ConnectionSource source)
    {
        (Server, _source) = (server, source);
        _open = new OpenConnections(source);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(Backlog);
            EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
    }

    public ModelServer Server { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>Whether each answer is the last one on its connection.</summary>
    public bool IsDraining => _draining;

    /// <summary>Begins to take connections; clients could connect before, and wait.</summary>
    public void Open() => _accepting = AcceptAllAsync();

    /// <summary>Takes what has connected so far and nothing more, and ends when all of it has closed or when cancelled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _draining = true;
        TakeBacklog();
        _listener.Dispose();
        try
        {
            await _accepting.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await _open.AllClosedAsync().WaitAsync(_source.DrainLinger, _source.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _open.ForEach(connection => connection.RequestClose());
                await _open.AllClosedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time to drain is over; whoever gave it decides what happens to the rest.
        }
    }

    /// <summary>Closes the port and resets every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _open.End();
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _open.ForEach(connection => connection.Reset());
        await _open.AllClosedAsync().ConfigureAwait(false);
    }

    public void Closed(ServedConnection connection) => _open.Remove(connection);

    private async Task AcceptAllAsync()
    {
        while (true)
        {
            try
            {
                Take(await _listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted)
            {
                // The wait that a disposal ends fails so; the next one tells.
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptPause, _source.Time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    // Closing a listening socket resets what is connected but not accepted yet: those clients may have sent their requests.
    private void TakeBacklog()
    {
        try
        {
            _listener.Blocking = false;
            while (_listener.Poll(0, SelectMode.SelectRead))
            {
                Take(_listener.Accept());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The accepting task was faster, or the server has ended meanwhile.
        }
    }

    private void Take(Socket socket)
    {
        if (!_open.TryReserve())
        {
            socket.Dispose();
            return;
        }

        ServedConnection connection;
        try
        {
            connection = new ServedConnection(socket, _source.CreateTransport(socket), this);
        }
        catch (SocketException)
        {
            // Reset by its client before it was accepted.
            socket.Dispose();
            _open.GiveBack();
            return;
        }

        if (!_open.Add(connection))
        {
            connection.Reset();
        }

        if (!_source.TryServe(connection))
        {
            _ = connection.DisposeAsync().AsTask();
        }
    }
}
