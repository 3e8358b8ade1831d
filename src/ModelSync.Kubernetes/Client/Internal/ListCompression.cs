using System.Net;
using System.Net.Sockets;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>
/// Decides whether lists are worth compressing. Where the network carries more than about 30 MB a second, gzip costs the API server more time than
/// sending the bytes does, and a large list comes seconds later (kubernetes #112296); over the internet it pays.
/// </summary>
internal static class ListCompression
{
    // The last one looks public, and is where GKE has the Services of a cluster, with the API server among them, unless it is told otherwise.
    private static readonly IPNetwork[] Near = Array.ConvertAll(
        ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10", "34.118.224.0/20"],
        text => IPNetwork.Parse(text));

    /// <summary>True for a server that may be far away: a public address, or a name that is not the cluster's own.</summary>
    public static bool IsWorthwhile(Uri server)
    {
        var host = server.IdnHost;
        if (IPAddress.TryParse(host, out var address))
        {
            return !IsNear(address);
        }

        return !string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) && !IsClusterName(host);
    }

    private static bool IsNear(IPAddress address)
    {
        var plain = address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Near, network => network.Contains(plain));
    }

    // What a pod calls the API server: kubernetes.default.svc, with or without the cluster's domain.
    private static bool IsClusterName(string host) =>
        host.Equals("kubernetes", StringComparison.OrdinalIgnoreCase) || host.StartsWith("kubernetes.default", StringComparison.OrdinalIgnoreCase);
}
