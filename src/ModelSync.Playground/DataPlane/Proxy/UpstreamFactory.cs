using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Makes the connection pools of endpoints, whose virtual addresses the network knows the real servers of.</summary>
internal sealed class UpstreamFactory(VirtualNetwork network, TimeSpan connectTimeout)
{
    private const int MostConnections = 1024;
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    public Upstream Create(ServiceEndpoint endpoint) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
            new NetworkStream(await ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false), ownsSocket: true),
        ConnectTimeout = connectTimeout,
        MaxConnectionsPerServer = MostConnections,
        PooledConnectionIdleTimeout = IdleTimeout,
        EnableMultipleHttp2Connections = true,

        // A proxy passes on what it is given, byte for byte where it can.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });

    /// <summary>Connects to the real server behind an endpoint.</summary>
    /// <exception cref="SocketException">There is none, or it does not listen.</exception>
    public async Task<Socket> ConnectAsync(ServiceEndpoint endpoint, CancellationToken cancellationToken) =>
        network.Resolve(endpoint.Address, endpoint.Port) is { } server
            ? await SocketExtensions.ConnectTcpAsync(server, cancellationToken).ConfigureAwait(false)
            : throw new SocketException((int)SocketError.ConnectionRefused);
}
