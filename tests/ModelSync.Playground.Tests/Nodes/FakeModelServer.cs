using System.Net;
using System.Net.Sockets;
using System.Text;
using ModelSync.Playground.Network;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>Answers "model version path" to each request, 503 while it is not ready, and nothing while it hangs.</summary>
internal sealed class FakeModelServer : IModelServer
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConnectionServer _connections;
    private readonly FakeLog _log = new();
    private readonly Action<FakeModelServer> _gone;
    private readonly Task _accepting;

    public FakeModelServer(ModelServerIdentity identity, ServingBehavior behavior, Action<FakeModelServer> gone)
    {
        (Identity, Behavior, _gone) = (identity, behavior, gone);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _log.Add($"serving {identity.Model} {identity.Version}");
        _connections = new ConnectionServer(64, TimeProvider.System, ServeAsync);
        _accepting = _connections.AcceptAllAsync(() => _listener.AcceptAsync(CancellationToken.None));
    }

    public ModelServerIdentity Identity { get; }

    public IPEndPoint EndPoint { get; }

    public bool IsReady { get; set; }

    public ServingBehavior Behavior { get; set; }

    public ILogText Log => _log;

    /// <summary>A drain that a test holds up; done when it was never set.</summary>
    public Task Busy { get; set; } = Task.CompletedTask;

    public bool IsDraining { get; private set; }

    public Task DrainAsync(CancellationToken cancellationToken)
    {
        IsDraining = true;
        return Busy.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _gone(this);
        _listener.Dispose();
        await _accepting;
        await _connections.DisposeAsync();
        _log.End();
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        if (await MessageHead.ReadAsync(client, default, MessageHead.MostOfRequest, cancellationToken) is not { } head)
        {
            return;
        }

        if (Behavior.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var path = head.Text.Split(' ')[1];
        _log.Add($"GET {path}");
        var body = $"{Identity.Model} {Identity.Version} {path}";
        var status = IsReady ? "200 OK" : "503 Service Unavailable";
        await client.SendAllAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellationToken);
    }
}
