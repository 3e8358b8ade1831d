using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY as Go does, since the same manifests configure both worlds: the platform's own reading knows no address
/// ranges in NO_PROXY
/// (10.96.0.0/12 is the usual way to keep the API server direct) and sends loopback through the proxy.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary>The proxy for a server, or null to connect directly.</summary>
    public static Uri? For(Uri server, Func<string, string?> variable)
    {
        var name = server.Scheme is "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
        // A CGI server sets HTTP_PROXY from a header of its caller.
        var isForged = name is "HTTP_PROXY" && !string.IsNullOrEmpty(variable("REQUEST_METHOD"));
        var text = Read(name, variable);
        if (text is null || isForged || IsDirect(server, Read("NO_PROXY", variable) ?? ""))
        {
            return null;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(address, UriKind.Absolute, out var proxy) && ProxyAddress.IsSupported(proxy)
            ? proxy
            : throw new KubeConfigException(KubeConfigProblem.Invalid,
                $"{name} of the environment is no proxy address (http, https or socks5 with a host); correct it or set proxy-url for the cluster.");
    }

    private static string? Read(string name, Func<string, string?> variable) =>
        variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : null;

    private static bool IsDirect(Uri server, string exceptions)
    {
        var host = server.IdnHost.TrimEnd('.').ToLowerInvariant();
        var isAddress = IPAddress.TryParse(host, out var address);
        return host is "localhost"
            || (isAddress && IPAddress.IsLoopback(address!))
            || exceptions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Any(entry => Matches(entry.ToLowerInvariant(), host, isAddress ? address : null, server.Port));
    }

    private static bool Matches(string entry, string host, IPAddress? address, int port)
    {
        if (entry is "*")
        {
            return true;
        }

        if (entry.Contains('/', StringComparison.Ordinal))
        {
            return address is not null && IPNetwork.TryParse(entry, out var range) && range.Contains(address);
        }

        (var name, var only) = SplitPort(entry);
        if (only is { } expected && expected != port)
        {
            return false;
        }

        if (IPAddress.TryParse(name, out var exception))
        {
            return exception.Equals(address);
        }

        var suffix = name.StartsWith("*.", StringComparison.Ordinal) ? name[1..] : name;
        return suffix.StartsWith('.')
            ? host.EndsWith(suffix, StringComparison.Ordinal)
            : host.Equals(suffix, StringComparison.Ordinal) || host.EndsWith("." + suffix, StringComparison.Ordinal);
    }

    private static (string Name, int? Port) SplitPort(string entry)
    {
        if (IPAddress.TryParse(entry, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !entry.StartsWith('['))
        {
            return (entry, null);
        }

        var colon = entry.LastIndexOf(':');
        return colon > entry.LastIndexOf(']') && ushort.TryParse(entry.AsSpan(colon + 1), out var port) ? (entry[..colon], port) : (entry, null);
    }
}
