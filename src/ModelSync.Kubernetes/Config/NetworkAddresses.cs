using System.Net;
using System.Net.Sockets;

namespace ModelSync.Kubernetes.Config;

/// <summary>Tells which addresses a stranger may not send us to. An IPv4 address counts in each of its IPv6 disguises too.</summary>
internal static class NetworkAddresses
{
    private static readonly IPNetwork[] Loopback = Networks("127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128");

    // Beside the link-local networks: the metadata services of AWS (IPv6), Alibaba, Oracle and Azure.
    private static readonly IPNetwork[] LinkLocal = Networks(
        "169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "192.0.0.192/32", "168.63.129.16/32");

    private static readonly IPNetwork[] NoHost = Networks("224.0.0.0/4", "240.0.0.0/4", "ff00::/8");

    // Each carries an IPv4 address from the given byte on: mapped, compatible, translated (SIIT, NAT64) and 6to4.
    private static readonly (IPNetwork Network, int Offset)[] Disguises =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("64:ff9b:1::/48"), 12),
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>How far the address reaches.</summary>
    public static NetworkReach ReachOf(IPAddress address)
    {
        if (Holds(Loopback, address))
        {
            return NetworkReach.Loopback;
        }

        if (Holds(LinkLocal, address))
        {
            return NetworkReach.LinkLocal;
        }

        if (Holds(NoHost, address))
        {
            return NetworkReach.NoHost;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && Disguised(address) is { } inner ? ReachOf(inner) : NetworkReach.Ordinary;
    }

    private static IPAddress? Disguised(IPAddress address)
    {
        foreach (var (network, offset) in Disguises)
        {
            if (network.Contains(address))
            {
                return new IPAddress(address.GetAddressBytes().AsSpan(offset, 4));
            }
        }

        return null;
    }

    private static bool Holds(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, text => IPNetwork.Parse(text));
}
