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
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private HashSet<ServedConnection>? _open;
    private TaskCompletionSource? _allClosed;
    private int _count;
    private volatile bool _draining;
    private bool _ended;

    public ServerDoor(ModelServer server, ConnectionSource source)
    {
        (Server, _source) = (server, source);
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

        _accepting = AcceptAllAsync();
    }

    public ModelServer Server { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>Whether each answer is the last one on its connection.</summary>
    public bool IsDraining => _draining;

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
                await AllClosed().WaitAsync(_source.DrainLinger, _source.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                Array.ForEach(Open(), connection => connection.RequestClose());
                await AllClosed().WaitAsync(cancellationToken).ConfigureAwait(false);
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
        lock (_lock)
        {
            _ended = true;
        }

        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Array.ForEach(Open(), connection => connection.Reset());
        await AllClosed().ConfigureAwait(false);
    }

    public void Closed(ServedConnection connection)
    {
        lock (_lock)
        {
            _open!.Remove(connection);
        }

        GiveBack();
    }

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
        if (!TryReserve())
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
            GiveBack();
            return;
        }

        bool ended;
        lock (_lock)
        {
            (_open ??= []).Add(connection);
            ended = _ended;
        }

        if (ended)
        {
            connection.Reset();
        }

        if (!_source.TryServe(connection))
        {
            _ = connection.DisposeAsync().AsTask();
        }
    }

    private bool TryReserve()
    {
        lock (_lock)
        {
            if (_ended || _count >= _source.MostPerServer || !_source.TryReserve())
            {
                return false;
            }

            _count++;
            return true;
        }
    }

    private void GiveBack()
    {
        _source.Release();
        TaskCompletionSource? allClosed = null;
        lock (_lock)
        {
            if (--_count == 0)
            {
                (allClosed, _allClosed) = (_allClosed, null);
            }
        }

        allClosed?.TrySetResult();
    }

    private Task AllClosed()
    {
        lock (_lock)
        {
            return _count == 0 ? Task.CompletedTask : (_allClosed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private ServedConnection[] Open()
    {
        lock (_lock)
        {
            return _open is null ? [] : [.. _open];
        }
    }
}
