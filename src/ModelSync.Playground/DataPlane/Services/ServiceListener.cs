using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane.Services;

/// <summary>
/// A loopback port for a Service port, as kube-proxy would serve it: each connection is given to an endpoint and stays there, and where
/// none is ready it is reset, which is as near as a listening port comes to the REJECT rule.
/// </summary>
internal sealed class ServiceListener : IAsyncDisposable
{
    private const int MostConnections = 4096;

    private readonly ServiceTable _services;
    private readonly UpstreamFactory _upstreams;
    private readonly Dice _dice;
    private readonly NamespacedName _service;
    private readonly int _servicePort;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConnectionServer _connections;
    private readonly Task _accepting;

    public ServiceListener(NamespacedName service, int servicePort, ServiceTable services, UpstreamFactory upstreams, Dice dice, TimeProvider time)
    {
        _service = service;
        _servicePort = servicePort;
        _services = services;
        _upstreams = upstreams;
        _dice = dice;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _connections = new ConnectionServer(MostConnections, time, ServeAsync);
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _connections.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        using var server = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (server is null || !await SocketRelay.RunAsync(client, server, cancellationToken).ConfigureAwait(false))
        {
            // Half an answer must not look like a whole one, nor a refusal like an empty one.
            client.Reset();
            server?.Reset();
        }
    }

    // A dead server whose endpoint is still there is the client's to see, as through kube-proxy. Only an endpoint that went between the
    // choice and the connection is our own doing, and another one is taken.
    private async Task<Socket?> ConnectAsync(CancellationToken cancellationToken)
    {
        while (_services.Find(_service, _servicePort)?.Pick(_dice, tried: []) is { } endpoint)
        {
            try
            {
                return await _upstreams.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (endpoint.IsRetired)
            {
            }
            catch (SocketException)
            {
                return null;
            }
        }

        return null;
    }
}
