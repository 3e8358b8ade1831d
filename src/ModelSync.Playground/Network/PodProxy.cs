using System.Net;
using System.Net.Sockets;

namespace ModelSync.Playground.Network;

/// <summary>
/// An HTTP proxy on loopback that leads to the pods and Services of a virtual network, and to nothing outside this machine: what
/// <c>--pod-proxy</c> of the operator, <c>curl --proxy</c> and a browser take. It serves CONNECT and requests to http:// addresses.
/// </summary>
public sealed class PodProxy : IAsyncDisposable
{
    private const int MostConnections = 4096;

    private readonly Socket _listener;
    private readonly ConnectionServer _connections;
    private readonly Task _accepting;

    private PodProxy(VirtualNetwork network, TimeProvider time, Socket listener)
    {
        _listener = listener;
        Url = new Uri($"http://{listener.LocalEndPoint}");
        _connections = new ConnectionServer(MostConnections, time, new VirtualDoor(network, forwards: true, time).ServeAsync);
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Begins to serve, on the given port of 127.0.0.1 or, with 0, on one that is free.</summary>
    public static PodProxy Start(VirtualNetwork network, TimeProvider time, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen();
            return new PodProxy(network, time, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }
}
