using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Operator.Connections;

/// <summary>
/// Where the API server is: nobody who names a host to the operator may be led there. Names are looked up anew after a while, because what they mean moves.
/// </summary>
internal sealed class ApiServerAddresses(IReadOnlyList<DnsEndPoint> servers, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookupLimit = TimeSpan.FromSeconds(2);

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;
    private readonly ConcurrentDictionary<DnsEndPoint, IPAddress[]> _known = new();
    private Lookup? _last;

    /// <summary>No API server at all.</summary>
    public static ApiServerAddresses None { get; } = new([], TimeProvider.System);

    /// <summary>The address by which we reach it, and, in a pod, that of the Service that all pods know.</summary>
    public static ApiServerAddresses Of(ClusterConfig config, Func<string, string?> environment, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(environment);
        var own = new DnsEndPoint(config.Server.IdnHost, config.Server.Port);
        return environment("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host
            && int.TryParse(environment("KUBERNETES_SERVICE_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > IPEndPoint.MinPort and <= IPEndPoint.MaxPort
                ? new ApiServerAddresses([own, new DnsEndPoint(host, port)], time)
                : new ApiServerAddresses([own], time);
    }

    /// <summary>Whether the API server listens there.</summary>
    public async ValueTask<bool> IsServerAsync(IPEndPoint address, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Any(server => server.Port == address.Port && IsSame(server.Address, address.Address));

    /// <summary>Whether that is the host of the API server, whatever else listens there.</summary>
    public async ValueTask<bool> IsHostAsync(IPAddress address, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Any(server => IsSame(server.Address, address));

    private static bool IsSame(IPAddress one, IPAddress other) => one.MapToIPv6().Equals(other.MapToIPv6());

    // Whoever comes while a lookup is under way waits for the same one.
    private Task<IReadOnlyList<IPEndPoint>> GetAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || time.GetElapsedTime(last.At) >= Lasts)
        {
            var next = new Lookup(time.GetTimestamp(), new Lazy<Task<IReadOnlyList<IPEndPoint>>>(LookUpAsync));
            var winner = Interlocked.CompareExchange(ref _last, next, last);
            last = ReferenceEquals(winner, last) ? next : winner!;
        }

        return last.Addresses.Value.WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<IPEndPoint>> LookUpAsync()
    {
        await Task.WhenAll(servers.Select(LookUpAsync)).ConfigureAwait(false);
        return [.. servers.SelectMany(server => _known.GetValueOrDefault(server, []).Select(address => new IPEndPoint(address, server.Port)))];
    }

    private async Task LookUpAsync(DnsEndPoint server)
    {
        if (IPAddress.TryParse(server.Host, out var literal))
        {
            _known[server] = [literal];
            return;
        }

        try
        {
            // The system's resolver cannot be interrupted, so it is left behind.
            _known[server] = await _resolve(server.Host, CancellationToken.None).WaitAsync(LookupLimit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            // What was known goes on to count. What never had an address cannot be reached by that name either.
        }
    }

    private sealed record Lookup(long At, Lazy<Task<IReadOnlyList<IPEndPoint>>> Addresses);
}
