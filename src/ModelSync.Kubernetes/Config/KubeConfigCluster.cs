namespace ModelSync.Kubernetes.Config;

/// <summary>An entry of a kubeconfig's `clusters`: how one API server is reached.</summary>
public sealed record KubeConfigCluster
{
    /// <summary>The name that contexts know it by; case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>Where the entry stands.</summary>
    public KubeConfigOrigin Origin { get; init; } = KubeConfigOrigin.Memory;

    /// <summary>`server`, as it was written.</summary>
    public string? Server { get; init; }

    /// <summary>`tls-server-name`.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>`insecure-skip-tls-verify`.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>`certificate-authority`, as it was written.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>`certificate-authority-data`, decoded from base64.</summary>
    public ReadOnlyMemory<byte>? CertificateAuthorityData { get; init; }

    /// <summary>`proxy-url`, as it was written; may hold a password.</summary>
    public string? ProxyUrl { get; init; }

    /// <summary>`disable-compression`.</summary>
    public bool DisableCompression { get; init; }

    /// <summary>The extension `client.authentication.k8s.io/exec`, as JSON.</summary>
    public string? ExecExtensionJson { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(KubeConfigCluster)} {{ {Name} }}";
}
