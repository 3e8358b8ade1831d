using System.Net;

namespace ModelSync.Kubernetes.Config;

/// <summary>
/// Judges the addresses that a stranger's kubeconfig lets us connect to. Names are judged as they are written and not resolved here;
/// the resolved addresses are judged by the <see cref="AddressPolicy" /> whenever a connection is made.
/// </summary>
internal static class StrictAddresses
{
    // What systems write into /etc/hosts for themselves.
    private static readonly string[] LoopbackNames = ["localhost", "localhost.localdomain", "localhost4", "localhost6", "ip6-localhost", "ip6-loopback"];

    private static readonly string[] MetadataNames = ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"];

    public static void Judge(KubeConfigCluster cluster, StrictKubeConfigOptions options)
    {
        if (cluster.Server is { } server)
        {
            JudgeServer(cluster, server, options);
        }

        if (cluster.ProxyUrl is { } proxy)
        {
            var uri = ServerAddress.ParseProxy(proxy, message => cluster.Origin.Error(KubeConfigProblem.Invalid, "proxy-url", message));
            JudgeHost(uri, options, message => cluster.Origin.Error(KubeConfigProblem.Insecure, "proxy-url", message));
        }
    }

    private static void JudgeServer(KubeConfigCluster cluster, string server, StrictKubeConfigOptions options)
    {
        if (server.AsSpan().ContainsAny('?', '#'))
        {
            throw Insecure("holds a query or a fragment; write the plain base address");
        }

        if (server.Contains('@', StringComparison.Ordinal))
        {
            throw Insecure("holds a user name, a password or an '@'; write the plain base address");
        }

        var uri = ServerAddress.Parse(server, message => cluster.Origin.Error(KubeConfigProblem.Invalid, "server", message));
        if (!string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal))
        {
            throw Insecure($"is {Quoted.Address(server)}, which is not encrypted; use https");
        }

        JudgeHost(uri, options, Insecure);

        KubeConfigException Insecure(string message) => cluster.Origin.Error(KubeConfigProblem.Insecure, "server", message);
    }

    private static void JudgeHost(Uri uri, StrictKubeConfigOptions options, Func<string, KubeConfigException> refuse)
    {
        var host = uri.IdnHost.TrimEnd('.');
        var reach = IPAddress.TryParse(host, out var address) ? NetworkAddresses.ReachOf(address) : ReachOfName(host);
        switch (reach)
        {
            case NetworkReach.Loopback when !options.AllowLoopback:
                throw refuse($"names {Quoted.Value(host)}, which is our own machine; use an address that other machines reach");
            case NetworkReach.LinkLocal when !options.AllowLinkLocal:
                throw refuse($"names {Quoted.Value(host)}, a link-local or cloud metadata address; use the API server's own address");
            case NetworkReach.NoHost:
                throw refuse($"names {Quoted.Value(host)}, which is the address of no single machine; use the API server's own address");
        }
    }

    private static NetworkReach ReachOfName(string host)
    {
        if (LoopbackNames.Contains(host, StringComparer.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return NetworkReach.Loopback;
        }

        return MetadataNames.Contains(host, StringComparer.OrdinalIgnoreCase) ? NetworkReach.LinkLocal : NetworkReach.Ordinary;
    }
}
