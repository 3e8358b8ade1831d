using System.Collections.Concurrent;
using System.Net;

namespace ModelSync.Playground.Network;

/// <summary>
/// Which real loopback server stands behind each virtual address and port: pods' and services' addresses that exist nowhere but in
/// the API server's objects. Safe for use from many threads.
/// </summary>
public sealed class VirtualNetwork
{
    private readonly ConcurrentDictionary<Destination, IPEndPoint> _routes = new();

    /// <summary>Lets a server on loopback answer for a virtual host (an address or a name) and port.</summary>
    public void Map(string host, int port, IPEndPoint server)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentNullException.ThrowIfNull(server);
        if (!IPAddress.IsLoopback(server.Address))
        {
            throw new ArgumentException($"{server} is not on loopback: a virtual address never leads out of this machine.", nameof(server));
        }

        _routes[new Destination(host, port)] = server;
    }

    /// <summary>Takes a virtual host and port out of the network again.</summary>
    public void Unmap(string host, int port) => _routes.TryRemove(new Destination(host, port), out _);

    /// <summary>
    /// The server behind a destination; null when there is none. A loopback address stands for itself, since webhooks may name one.
    /// </summary>
    public IPEndPoint? Resolve(string host, int port)
    {
        if (_routes.TryGetValue(new Destination(host, port), out var server))
        {
            return server;
        }

        return IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) ? new IPEndPoint(address, port) : null;
    }

    // Names are compared as DNS does it.
    private readonly record struct Destination
    {
        public Destination(string host, int port) => (Host, Port) = (host.ToUpperInvariant(), port);

        public string Host { get; }

        public int Port { get; }
    }
}
