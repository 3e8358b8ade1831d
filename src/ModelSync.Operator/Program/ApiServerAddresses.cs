using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Operator.Program;

/// <summary>Where the API server is: nobody who names a host to the operator may be led there.</summary>
internal static class ApiServerAddresses
{
    /// <summary>The addresses by which we reach it, and, in a pod, those of the Service that all pods know.</summary>
    public static async Task<IReadOnlyList<IPEndPoint>> FindAsync(ClusterConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        var found = new List<IPEndPoint>();
        found.AddRange(await ResolveAsync(config.Server.IdnHost, config.Server.Port, cancellationToken).ConfigureAwait(false));
        if (Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host && int.TryParse(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            found.AddRange(await ResolveAsync(host, port, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private static async Task<IEnumerable<IPEndPoint>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [new IPEndPoint(literal, port)];
        }

        try
        {
            return (await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false)).Select(address => new IPEndPoint(address, port));
        }
        catch (SocketException)
        {
            return []; // What has no address now cannot be reached by that name either.
        }
    }
}
