using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Chooses the proxy of a cluster: its own `proxy-url`, else the environment's.</summary>
internal static class ProxyAddress
{
    private static readonly string[] Schemes = ["http", "https", "socks5"];

    public static Uri? For(ClusterConfig config)
    {
        if (config.ProxyUrl is not { } proxy)
        {
            return EnvironmentProxy.For(config.Server, Environment.GetEnvironmentVariable);
        }

        return IsSupported(proxy)
            ? proxy
            : throw new KubeConfigException(KubeConfigProblem.Invalid,
                $"proxy-url has the scheme '{(proxy.IsAbsoluteUri ? proxy.Scheme : "")}'; use http, https or socks5 with a host.");
    }

    public static bool IsSupported(Uri proxy) => proxy.IsAbsoluteUri && proxy.Host.Length > 0 && Schemes.Contains(proxy.Scheme, StringComparer.Ordinal);
}
