using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace ModelSync.Playground.Network;

/// <summary>
/// Which real loopback server stands behind each virtual address and port: pods' and services' addresses that exist nowhere but in
/// the API server's objects. Safe for use from many threads.
/// </summary>
public sealed class VirtualNetwork
{
    private readonly ConcurrentDictionary<Destination, IPEndPoint> _routes = new();
    private readonly ConcurrentDictionary<string, IPEndPoint> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableArray<IVirtualResolver> _resolvers = [];

    /// <summary>Lets a server on loopback answer for a virtual host (an address or a name) and port.</summary>
    public void Map(string host, int port, IPEndPoint server)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        CheckLoopback(server);
        _routes[new Destination(host, port)] = server;
    }

    /// <summary>Takes a virtual host and port out of the network again.</summary>
    public void Unmap(string host, int port) => _routes.TryRemove(new Destination(host, port), out _);

    /// <summary>Lets a server on loopback answer for all ports of a virtual host that have no server of their own.</summary>
    public void MapHost(string host, IPEndPoint server)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        CheckLoopback(server);
        _hosts[host] = server;
    }

    /// <summary>Takes a virtual host out of the network again, unless another server answers for it by now.</summary>
    public void UnmapHost(string host, IPEndPoint server) => _hosts.TryRemove(KeyValuePair.Create(host, server));

    /// <summary>
    /// The server behind a destination; null when there is none. A loopback address stands for itself, since webhooks may name one.
    /// </summary>
    public IPEndPoint? Resolve(string host, int port)
    {
        if (Find(host, port) is { } server)
        {
            return server;
        }

        foreach (var resolver in _resolvers)
        {
            if (resolver.Resolve(host, port) is { } address)
            {
                return Find(address.Host, address.Port);
            }
        }

        return IPAddress.TryParse(host, out var loopback) && IPAddress.IsLoopback(loopback) ? new IPEndPoint(loopback, port) : null;
    }

    internal void Add(IVirtualResolver resolver) => ImmutableInterlocked.Update(ref _resolvers, static (all, one) => all.Add(one), resolver);

    internal void Remove(IVirtualResolver resolver) => ImmutableInterlocked.Update(ref _resolvers, static (all, one) => all.Remove(one), resolver);

    private static void CheckLoopback(IPEndPoint server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!IPAddress.IsLoopback(server.Address))
        {
            throw new ArgumentException($"{server} is not on loopback: a virtual address never leads out of this machine.", nameof(server));
        }
    }

    private IPEndPoint? Find(string host, int port) =>
        _routes.TryGetValue(new Destination(host, port), out var server) ? server : _hosts.GetValueOrDefault(host);

    // Names are compared as DNS does it.
    private readonly record struct Destination
    {
        public Destination(string host, int port) => (Host, Port) = (host.ToUpperInvariant(), port);

        public string Host { get; }

        public int Port { get; }
    }
}
