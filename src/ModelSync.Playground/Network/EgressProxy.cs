using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Network;

/// <summary>
/// An HTTP CONNECT proxy on a Unix socket, made for the API server's egress selector: it connects to the real loopback server behind
/// a virtual address, and to nothing outside this machine. With it the API server's pod, service and webhook calls work, although it
/// refuses pods with loopback addresses.
/// </summary>
public sealed class EgressProxy : IAsyncDisposable
{
    // The longest path that fits into a sockaddr_un, with its closing zero.
    private const int LongestSocketPath = 107;
    private const int MostConnections = 4096;
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    private readonly VirtualNetwork _network;
    private readonly TimeProvider _time;
    private readonly OwnedDirectory _directory;
    private readonly Socket _listener;
    private readonly ConnectionServer _connections;
    private readonly Task _accepting;

    private EgressProxy(VirtualNetwork network, TimeProvider time, OwnedDirectory directory)
    {
        _network = network;
        _time = time;
        _directory = directory;
        SocketPath = directory.File("egress.sock");
        if (Encoding.UTF8.GetByteCount(SocketPath) > LongestSocketPath)
        {
            throw new InvalidOperationException(
                $"The socket path {SocketPath} is longer than the {LongestSocketPath} bytes that the system allows: let TMPDIR name a shorter folder.");
        }

        _connections = new ConnectionServer(MostConnections, time, ServeAsync);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    /// <summary>The Unix socket, in a directory that only this user can enter.</summary>
    public string SocketPath { get; }

    /// <summary>Begins to serve.</summary>
    public static EgressProxy Start(VirtualNetwork network, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        OwnedDirectory.SweepStale(time);
        var directory = OwnedDirectory.ForEgress();
        try
        {
            return new EgressProxy(network, time, directory);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
        _directory.Dispose();
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        using var server = await ConnectAsync(client, cancellationToken).ConfigureAwait(false);
        if (server is not null)
        {
            await SocketRelay.RunAsync(client, server, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Socket?> ConnectAsync(Socket client, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(HandshakeTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var request = await ConnectRequest.ReadAsync(client, either.Token).ConfigureAwait(false);
        if (request is null)
        {
            await AnswerAsync(client, "400 Bad Request", "only CONNECT host:port is served here", either.Token).ConfigureAwait(false);
            return null;
        }

        if (_network.Resolve(request.Host, request.Port) is not { } endPoint)
        {
            await AnswerAsync(client, "502 Bad Gateway", $"nothing serves {request.Host}:{request.Port} in the virtual network", either.Token).ConfigureAwait(false);
            return null;
        }

        Socket server;
        try
        {
            server = await SocketExtensions.ConnectTcpAsync(endPoint, either.Token).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            await AnswerAsync(client, "502 Bad Gateway", $"{endPoint}, which stands for {request.Host}:{request.Port}: {e.Message}", either.Token).ConfigureAwait(false);
            return null;
        }

        try
        {
            await client.SendAllAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), either.Token).ConfigureAwait(false);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static async Task AnswerAsync(Socket client, string status, string reason, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(reason + "\n");
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await client.SendAllAsync((byte[])[.. head, .. body], cancellationToken).ConfigureAwait(false);

        // Closing with bytes unread would be a reset, which can overtake the answer.
        client.Shutdown(SocketShutdown.Send);
        while (await client.ReceiveAsync(body, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }
}
