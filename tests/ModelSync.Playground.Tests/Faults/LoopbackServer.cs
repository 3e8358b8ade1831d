using System.Net;
using System.Net.Sockets;

namespace ModelSync.Playground.Tests.Faults;

/// <summary>A listening socket, and the two ends of a connection made to it by way of another end point.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public LoopbackServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public static async Task<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<(Socket Client, Socket Server)> ConnectThroughAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var accepting = AcceptAsync(cancellationToken);
        var client = await ConnectAsync(endPoint, cancellationToken);
        return (client, await accepting);
    }

    public Task<Socket> AcceptAsync(CancellationToken cancellationToken) => _listener.AcceptAsync(cancellationToken).AsTask();

    public void Dispose() => _listener.Dispose();
}
