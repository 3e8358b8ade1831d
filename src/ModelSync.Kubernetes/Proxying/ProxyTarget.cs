using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Proxying;

/// <summary>A port of a pod or service that is reached by way of the API server.</summary>
public sealed record ProxyTarget
{
    private ProxyTarget(ProxyTargetKind kind, NamespacedName key, string? port, string? scheme)
    {
        ArgumentException.ThrowIfNullOrEmpty(key.Name);
        ArgumentException.ThrowIfNullOrEmpty(key.Namespace);
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
    public static ProxyTarget Pod(NamespacedName key, int? port = null, string? scheme = null) =>
        new(ProxyTargetKind.Pod, key, port?.ToString(System.Globalization.CultureInfo.InvariantCulture), scheme);

    /// <summary>A service's port, by name or number.</summary>
    public static ProxyTarget Service(NamespacedName key, string? port = null, string? scheme = null) =>
        new(ProxyTargetKind.Service, key, port, scheme);

    /// <summary>The path on the API server, relative to its address.</summary>
    public string PathFor(string relativePath)
    {
        ArgumentNullException.ThrowIfNull(relativePath);
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
