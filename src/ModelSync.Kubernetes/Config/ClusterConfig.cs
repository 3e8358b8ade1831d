namespace ModelSync.Kubernetes.Config;

/// <summary>Everything needed to reach one API server: where it is, how it proves itself, and who we are. Immutable; loading it starts no process and opens no connection.</summary>
public sealed record ClusterConfig
{
    /// <summary>The base address of the API server, without query; a path prefix (as Rancher uses) is kept.</summary>
    public required Uri Server { get; init; }

    /// <summary>How the server's certificate is judged.</summary>
    public TlsConfig Tls { get; init; } = TlsConfig.SystemTrust;

    /// <summary>The proxy (http, https or socks5) for this cluster; null leaves the choice to the environment's HTTPS_PROXY and NO_PROXY.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>Which addresses may be connected to, judged after names are resolved; null allows all. Kubeconfigs from strangers come with one.</summary>
    public AddressPolicy? Addresses { get; init; }

    /// <summary>Who we are to the server; null is an anonymous caller.</summary>
    public CredentialConfig? Credentials { get; init; }

    /// <summary>Whom to impersonate, if anybody.</summary>
    public ImpersonationConfig? Impersonation { get; init; }

    /// <summary>The namespace that the context or the service account names; null where none is named.</summary>
    public string? Namespace { get; init; }

    /// <summary>True asks for uncompressed answers (`disable-compression`).</summary>
    public bool DisableCompression { get; init; }

    /// <summary>The `client.authentication.k8s.io/exec` extension of the cluster, as JSON, for exec plugins with `provideClusterInfo`.</summary>
    public string? ExecExtensionJson { get; init; }

    /// <inheritdoc />
    // The record's own text would carry a proxy's password.
    public override string ToString() => $"{nameof(ClusterConfig)} {{ {Server} }}";
}
