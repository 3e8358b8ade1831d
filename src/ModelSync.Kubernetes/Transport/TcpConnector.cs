using System.Net;
using System.Net.Sockets;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Opens TCP connections whose death the kernel notices too: HTTP/1.1 has no pings, and unacknowledged data is otherwise retried for 15 minutes (kubernetes
/// #87615).
/// Behind a proxy this watches the way to the proxy only; beyond it, HTTP/2 pings do.
/// </summary>
/// <remarks>For the ConnectCallback of a <see cref="SocketsHttpHandler"/>, with a guard wherever somebody else names the server.</remarks>
public sealed class TcpConnector
{
    private const int TcpLevel = 6;
    private const int LinuxUserTimeout = 18;
    private const int Probes = 4;

    private readonly TransportOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly Func<Socket, IPEndPoint, CancellationToken, ValueTask> _connect;

    /// <summary>A connector that asks the given resolver; null: the system's.</summary>
    public TcpConnector(TransportOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
        : this(options, time, resolve, connect: null)
    {
    }

    /// <summary>A connector with the given network, or the system's.</summary>
    internal TcpConnector(
        TransportOptions options,
        TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve,
        Func<Socket, IPEndPoint, CancellationToken, ValueTask>? connect)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _connect = connect ?? (static (socket, server, cancellationToken) => socket.ConnectAsync(server, cancellationToken));
    }

    /// <summary>
    /// Connects to the first address of the server that answers. Each is tried by a socket of its own: .NET would try them all by the same one, which it
    /// refuses to do once a raw option is set. And each gets its share of the time, as in Go, so that a dead one leaves time for those after it.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="guard">What judges the addresses; null where the server is named by nobody but ourselves.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint server, ConnectionGuard? guard, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var start = _time.GetTimestamp();
        var addresses = await ResolveAsync(server, guard, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var share = (_options.ConnectTimeout - _time.GetElapsedTime(start)) / (addresses.Count - i);
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], server.Port), share, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or TimeoutException && i + 1 < addresses.Count && !cancellationToken.IsCancellationRequested)
            {
                // The next address may answer; the last one's error is thrown.
            }
        }
    }

    internal void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, WholeSeconds(_options.PingDelay));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, WholeSeconds(_options.PingTimeout / Probes));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            // Keepalive does not probe while data is unacknowledged; this limit covers that.
            var limit = (int)(_options.PingDelay + _options.PingTimeout).TotalMilliseconds;
            socket.SetRawSocketOption(TcpLevel, LinuxUserTimeout, BitConverter.GetBytes(limit));
        }
    }

    private async Task<Stream> ConnectAsync(IPEndPoint server, TimeSpan share, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(share > TimeSpan.Zero ? share : TimeSpan.Zero, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Configure(socket);
            await _connect(socket, server, linked.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"{server} did not answer within {share.TotalSeconds:0.#} s.", e);
        }
        catch
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>Judged here and connected to here: between a check elsewhere and the connection the name could resolve to something else.</summary>
    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(DnsEndPoint server, ConnectionGuard? guard, CancellationToken cancellationToken)
    {
        // The system's resolver cannot be interrupted, so it is left behind.
        var resolved = IPAddress.TryParse(server.Host, out var literal)
            ? [literal]
            : await _resolve(server.Host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (resolved.Length == 0)
        {
            throw new SocketException((int)SocketError.NoData);
        }

        var allowed = guard is null ? resolved : await guard(server, resolved, cancellationToken).ConfigureAwait(false);
        return allowed.Count > 0 ? allowed : throw new SocketException((int)SocketError.AccessDenied);
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
