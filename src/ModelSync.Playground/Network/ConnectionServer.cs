using System.Net.Sockets;

namespace ModelSync.Playground.Network;

/// <summary>Accepts connections and serves each in a task of its own, at most so many at a time, until it is disposed.</summary>
internal sealed class ConnectionServer(int mostConnections, TimeProvider time, Func<Socket, CancellationToken, Task> serve) : IAsyncDisposable
{
    // Out of file descriptors, say: accepting again at once would fail again at once.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _tasks = [];
    private bool _disposed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tasks.Count;
            }
        }
    }

    /// <summary>Serves what <paramref name="accept"/> gives until its listener is disposed; a failure of any other kind passes.</summary>
    public async Task AcceptAllAsync(Func<ValueTask<Socket>> accept)
    {
        while (true)
        {
            try
            {
                Add(await accept().ConfigureAwait(false));
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
                await Task.Delay(AcceptPause, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes over <paramref name="socket"/>; a connection too many is closed at once.</summary>
    public void Add(Socket socket)
    {
        lock (_lock)
        {
            if (_disposed || _tasks.Count >= mostConnections)
            {
                socket.Dispose();
                return;
            }

            var task = Task.Run(() => ServeAsync(socket), CancellationToken.None);
            _tasks.Add(task);
            _ = task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] tasks;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            tasks = [.. _tasks];
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks).ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await serve(socket, _ended.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The peer went, or we do: either way this connection is over.
            }
        }
    }

    private void Remove(Task task)
    {
        lock (_lock)
        {
            _tasks.Remove(task);
        }
    }
}
