using System.Globalization;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Proxying;

/// <summary>A port of a pod or service that is reached by way of the API server.</summary>
public sealed record ProxyTarget
{
    private ProxyTarget(ProxyTargetKind kind, NamespacedName key, string? port, string? scheme)
    {
        PathRules.CheckName(key.Name, "name");
        PathRules.CheckName(key.Namespace, "namespace");
        if (port is not null)
        {
            PathRules.CheckName(port, nameof(port));
        }

        if (scheme is not (null or "http" or "https"))
        {
            throw new ArgumentException($"scheme \"{scheme}\" is neither http nor https", nameof(scheme));
        }

        Kind = kind;
        Key = key;
        Port = port;
        Scheme = scheme;
    }

    /// <summary>What it is.</summary>
    public ProxyTargetKind Kind { get; }

    /// <summary>Its name.</summary>
    public NamespacedName Key { get; }

    /// <summary>The port's number or (for services) name; null takes the first.</summary>
    public string? Port { get; }

    /// <summary>`http` or `https`; null is http.</summary>
    public string? Scheme { get; }

    /// <summary>A pod's port.</summary>
    public static ProxyTarget Pod(NamespacedName key, int? port = null, string? scheme = null)
    {
        if (port is < 1 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "a port is between 1 and 65535");
        }

        return new ProxyTarget(ProxyTargetKind.Pod, key, port?.ToString(CultureInfo.InvariantCulture), scheme);
    }

    /// <summary>A service's port, by name or number.</summary>
    public static ProxyTarget Service(NamespacedName key, string? port = null, string? scheme = null) =>
        new(ProxyTargetKind.Service, key, port, scheme);

    /// <summary>The path on the API server, relative to its address, of a path (which may have a query) on the target.</summary>
    /// <exception cref="ArgumentException">The path has a `..`: it would leave the target for any other path of the API server, with our credentials.</exception>
    public string PathFor(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
        if (PathRules.HasParentSegment(relativePath))
        {
            throw new ArgumentException($"the path \"{relativePath}\" leads out of the target: leave out \"..\"", nameof(relativePath));
        }

        var collection = Kind == ProxyTargetKind.Pod ? "pods" : "services";

        // `https:name:` needs the last colon even without a port, or the name would be taken for the scheme.
        var id = (Scheme, Port) switch
        {
            (null, null) => Key.Name,
            (null, _) => $"{Key.Name}:{Port}",
            _ => $"{Scheme}:{Key.Name}:{Port}",
        };
        return $"api/v1/namespaces/{Uri.EscapeDataString(Key.Namespace!)}/{collection}/{Uri.EscapeDataString(id)}/proxy/{relativePath.TrimStart('/')}";
    }
}
