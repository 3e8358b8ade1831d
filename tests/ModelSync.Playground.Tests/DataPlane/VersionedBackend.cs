using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>
/// A small HTTP/1.1 server on loopback that answers every request with its version, written by hand so that thousands of requests cost
/// little. It can be drained as a pod is: what it has begun it answers, and then it closes.
/// </summary>
internal sealed class VersionedBackend : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _idle = [];
    private readonly HashSet<Task> _serving = [];
    private readonly string _version;
    private readonly Task _accepting;
    private bool _draining;
    private int _requests;

    public VersionedBackend(string version)
    {
        _version = version;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = Task.Run(AcceptAsync);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Takes no new connection, answers what came in, and returns when all connections are closed.</summary>
    public async Task DrainAsync()
    {
        Task[] serving;
        lock (_lock)
        {
            _draining = true;
            foreach (var idle in _idle)
            {
                idle.Dispose();
            }

            serving = [.. _serving];
        }

        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(serving);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCancellationRequested)
        {
            await _ended.CancelAsync();
            await DrainAsync();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                var serving = Task.Run(() => ServeAsync(socket));
                lock (_lock)
                {
                    _serving.Add(serving);
                }

                _ = serving.ContinueWith(Forget, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private void Forget(Task serving)
    {
        lock (_lock)
        {
            _serving.Remove(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        var buffer = new byte[16 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
                if (head < 0)
                {
                    var read = await ReceiveAsync(socket, buffer.AsMemory(length), mayBeIdle: length == 0);
                    if (read == 0)
                    {
                        return;
                    }

                    length += read;
                    continue;
                }

                var request = Encoding.ASCII.GetString(buffer, 0, head);
                var whole = head + 4 + BodyLength(request);
                while (length < whole)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(length), _ended.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    length += read;
                }

                buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                length -= whole;
                Interlocked.Increment(ref _requests);
                var close = IsDraining || request.Contains("Connection: close", StringComparison.OrdinalIgnoreCase);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nx-model-version: {_version}\r\n{(close ? "Connection: close\r\n" : "")}Content-Length: 2\r\n\r\nok"), _ended.Token);
                if (close)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The proxy or the test has closed it.
        }
    }

    private bool IsDraining
    {
        get
        {
            lock (_lock)
            {
                return _draining;
            }
        }
    }

    private static int BodyLength(string request)
    {
        const string Field = "Content-Length: ";
        var start = request.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return 0;
        }

        var end = request.IndexOf('\r', start);
        return int.Parse(end < 0 ? request[(start + Field.Length)..] : request[(start + Field.Length)..end]);
    }

    // Only a connection on which nothing has begun may be closed by a drain.
    private async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer, bool mayBeIdle)
    {
        if (mayBeIdle)
        {
            lock (_lock)
            {
                if (_draining && socket.Available == 0)
                {
                    return 0;
                }

                _idle.Add(socket);
            }
        }

        try
        {
            return await socket.ReceiveAsync(buffer, _ended.Token);
        }
        finally
        {
            lock (_lock)
            {
                _idle.Remove(socket);
            }
        }
    }
}
