using System.Net;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Tells which addresses gates may make the operator connect to.</summary>
internal sealed class AddressGuard(GateHttpOptions options)
{
    /// <summary>Those addresses of a server that a user named that may be connected to.</summary>
    public ValueTask<IReadOnlyList<IPAddress>> OfUserAsync(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken) =>
        AllowedAsync(server, addresses, AllowsUserAsync, cancellationToken);

    /// <summary>Those addresses of a pod that may be connected to.</summary>
    public ValueTask<IReadOnlyList<IPAddress>> OfPodAsync(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken) =>
        AllowedAsync(server, addresses, AllowsPodAsync, cancellationToken);

    /// <summary>Whether a pod's address may be connected to. A pod in the network of its node may have the API server's address, and another port.</summary>
    public async ValueTask<bool> AllowsPodAsync(IPEndPoint server, CancellationToken cancellationToken) =>
        options.Addresses.Allows(server.Address) && !await options.ApiServers.IsServerAsync(server, cancellationToken).ConfigureAwait(false);

    // An API server's host is out of bounds with all of its ports; on loopback, where tests are, there are others.
    private async ValueTask<bool> AllowsUserAsync(IPEndPoint server, CancellationToken cancellationToken) =>
        await AllowsPodAsync(server, cancellationToken).ConfigureAwait(false)
        && (IPAddress.IsLoopback(server.Address) || !await options.ApiServers.IsHostAsync(server.Address, cancellationToken).ConfigureAwait(false));

    private static async ValueTask<IReadOnlyList<IPAddress>> AllowedAsync(
        DnsEndPoint server, IReadOnlyList<IPAddress> addresses, Func<IPEndPoint, CancellationToken, ValueTask<bool>> allows, CancellationToken cancellationToken)
    {
        var allowed = new List<IPAddress>(addresses.Count);
        foreach (var address in addresses)
        {
            if (await allows(new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false))
            {
                allowed.Add(address);
            }
        }

        return allowed.Count > 0
            ? allowed
            : throw new GateHttpException(
                GateHttpFailure.Refused,
                $"{server.Host}:{server.Port} is a loopback, link-local, metadata or API server address, which the operator does not connect to: name another host");
    }
}
