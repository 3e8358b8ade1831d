using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Opens TCP connections whose death the kernel notices too: HTTP/1.1 has no pings, and unacknowledged data is otherwise retried for 15 minutes (kubernetes
/// #87615).
/// Behind a proxy this watches the way to the proxy only; beyond it, HTTP/2 pings do.
/// </summary>
internal sealed class TcpConnector(TransportOptions options, AddressPolicy? policy)
{
    private const int TcpLevel = 6;
    private const int LinuxUserTimeout = 18;
    private const int Probes = 4;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Configure(socket);
            await ConnectAsync(socket, context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask ConnectAsync(Socket socket, DnsEndPoint server, CancellationToken cancellationToken)
    {
        if (policy is null)
        {
            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Judged here and connected to here: between a check elsewhere and the connection the name could resolve to something else.
        var resolved = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(resolved, policy.Allows);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"{server.Host} resolves to {string.Join(", ", resolved.AsEnumerable())}, which a kubeconfig from a stranger may not lead us to; use an address that other machines reach.");
        }

        await socket.ConnectAsync(allowed, server.Port, cancellationToken).ConfigureAwait(false);
    }

    internal void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, WholeSeconds(options.PingDelay));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, WholeSeconds(options.PingTimeout / Probes));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            // Keepalive does not probe while data is unacknowledged; this limit covers that.
            var limit = (int)(options.PingDelay + options.PingTimeout).TotalMilliseconds;
            socket.SetRawSocketOption(TcpLevel, LinuxUserTimeout, BitConverter.GetBytes(limit));
        }
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
