using System.Net.Sockets;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Opens TCP connections whose death the kernel notices too: HTTP/1.1 has no pings, and unacknowledged data is otherwise retried for 15 minutes (kubernetes
/// #87615).
/// Behind a proxy this watches the way to the proxy only; beyond it, HTTP/2 pings do.
/// </summary>
internal sealed class TcpConnector(TransportOptions options)
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
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
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
            int limit = (int)(options.PingDelay + options.PingTimeout).TotalMilliseconds;
            socket.SetRawSocketOption(TcpLevel, LinuxUserTimeout, BitConverter.GetBytes(limit));
        }
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
