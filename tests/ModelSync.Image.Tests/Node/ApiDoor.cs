using System.Net;
using System.Net.Sockets;

namespace ModelSync.Image.Node;

/// <summary>Listens on a node's network at the port of the Service "kubernetes", and leads to the API server, as a kube-proxy would.</summary>
internal sealed class ApiDoor : IAsyncDisposable
{
    private const int ServicePort = 443;

    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _listener;
    private readonly Task _serving;

    private ApiDoor(Socket listener, Uri server)
    {
        _listener = listener;
        _serving = ServeAsync(server);
    }

    public static async Task<ApiDoor> OpenAsync(NodeNetwork network, Uri server)
    {
        var listener = await network.OpenAsync();
        listener.Bind(new IPEndPoint(IPAddress.Any, ServicePort));
        listener.Listen();
        return new ApiDoor(listener, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _serving;
        _ending.Dispose();
    }

    private async Task ServeAsync(Uri server)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_ending.Token);
                relays.RemoveAll(static relay => relay.IsCompleted);
                relays.Add(RelayAsync(client, server, _ending.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(relays);
        }
    }

    private static async Task RelayAsync(Socket client, Uri server, CancellationToken cancellationToken)
    {
        try
        {
            using var near = new NetworkStream(client, ownsSocket: true);
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Host, server.Port, cancellationToken);
            var far = connection.GetStream();

            // Whichever side ends, the other has nobody left to talk to.
            await await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // A broken connection: its user makes a new one.
        }
    }
}
