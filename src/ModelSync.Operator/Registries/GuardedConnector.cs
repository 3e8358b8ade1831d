using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Operator.Registries;

/// <summary>
/// Opens connections to hosts that users name, and judges the very address that is connected to: between a check elsewhere and the connection the name
/// could resolve to something else.
/// </summary>
internal sealed class GuardedConnector(RegistryOptions options)
{
    private readonly AddressPolicy _policy = new(AllowLoopback: options.AllowLoopback);

    /// <summary>Connects for one request; to the operator's own proxy without a check, because the operator's administrator named it.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var server = context.DnsEndPoint;
        var addresses = await ResolveAsync(server.Host, cancellationToken).ConfigureAwait(false);
        var allowed = IsOwnProxy(context) ? addresses : await AllowedAsync(addresses, server, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(allowed[i], server.Port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < allowed.Length)
            {
                // The next address may answer; the last one's error is thrown.
            }
        }
    }

    private static async ValueTask<Stream> OpenAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        // The system's resolver cannot be interrupted, so it is left behind.
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<IPAddress[]> AllowedAsync(IPAddress[] addresses, DnsEndPoint server, CancellationToken cancellationToken)
    {
        var allowed = new List<IPAddress>(addresses.Length);
        foreach (var address in addresses.Where(_policy.Allows))
        {
            if (!await IsApiServerAsync(address, server.Port, cancellationToken).ConfigureAwait(false))
            {
                allowed.Add(address);
            }
        }

        return allowed.Count > 0
            ? [.. allowed]
            : throw new AddressRefusedException(
                $"{server.Host} leads to {string.Join(", ", addresses.AsEnumerable())}, a loopback, link-local, metadata or API server address, "
                + "which the operator does not connect to for users");
    }

    private async Task<bool> IsApiServerAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        foreach (var server in options.ApiServers.Where(server => server.Port == port))
        {
            try
            {
                var known = await ResolveAsync(server.Host, cancellationToken).ConfigureAwait(false);
                if (known.Any(one => one.MapToIPv6().Equals(address.MapToIPv6())))
                {
                    return true;
                }
            }
            catch (SocketException)
            {
                // A server whose name is not known now cannot be reached by that name either.
            }
        }

        return false;
    }

    private bool IsOwnProxy(SocketsHttpConnectionContext context) =>
        options.Proxy is { } proxy
        && context.InitialRequestMessage.RequestUri is { } target
        && !proxy.IsBypassed(target)
        && proxy.GetProxy(target) is { } way
        && way.Port == context.DnsEndPoint.Port
        && string.Equals(way.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);
}
