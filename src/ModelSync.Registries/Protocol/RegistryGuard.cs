using System.Net;

namespace ModelSync.Registries.Protocol;

/// <summary>Judges the addresses of registries and token servers, which users name.</summary>
internal sealed class RegistryGuard(RegistryOptions options)
{
    /// <summary>Those of a host's addresses that may be connected to. A registry may be on the host of an API server, and has another port there.</summary>
    /// <exception cref="AddressRefusedException">None of them may.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> AllowedAsync(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var allowed = new List<IPAddress>(addresses.Count);
        foreach (var address in addresses.Where(options.Addresses.Allows))
        {
            if (options.IsForbidden is not { } isForbidden || !await isForbidden(new IPEndPoint(address, server.Port), cancellationToken).ConfigureAwait(false))
            {
                allowed.Add(address);
            }
        }

        return allowed.Count > 0
            ? allowed
            : throw new AddressRefusedException(
                $"{server.Host} leads to {string.Join(", ", addresses)}, a loopback, link-local, metadata or API server address, which {options.Words.Refuses}");
    }

    /// <summary>Whether a connection is to the operator's own proxy: its administrator named it, so nobody else's word is judged.</summary>
    public bool IsOwnProxy(SocketsHttpConnectionContext context) =>
        options.Proxy is { } proxy
        && context.InitialRequestMessage.RequestUri is { } target
        && !proxy.IsBypassed(target)
        && proxy.GetProxy(target) is { } way
        && way.Port == context.DnsEndPoint.Port
        && string.Equals(way.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);
}
