using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ModelSync.Playground.Serving.Connections;

/// <summary>What all servers share to make connections of accepted sockets: the transport, the way to Kestrel and the limits.</summary>
internal sealed class ConnectionSource(ModelServersOptions options, ConnectionQueue queue) : IDisposable
{
    private readonly SocketConnectionContextFactory _transport = new(
        new SocketConnectionFactoryOptions(), options.LoggerFactory.CreateLogger("ModelSync.Playground.Serving.Connections"));

    private int _count;

    public TimeProvider Time => options.Time;

    public TimeSpan DrainLinger => options.DrainLinger;

    public int MostPerServer => options.MostConnectionsPerServer;

    /// <summary>Takes one of the places that all servers share; give it back with <see cref="Release"/>.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _count) <= options.MostConnections)
        {
            return true;
        }

        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _count);

    /// <summary>The transport over a socket, which it owns from now on.</summary>
    public ConnectionContext CreateTransport(Socket socket)
    {
        socket.NoDelay = true;
        return _transport.Create(socket);
    }

    /// <summary>Lets Kestrel serve it; false when there is no more Kestrel.</summary>
    public bool TryServe(ServedConnection connection) => queue.TryAdd(connection);

    public void Dispose() => _transport.Dispose();
}
