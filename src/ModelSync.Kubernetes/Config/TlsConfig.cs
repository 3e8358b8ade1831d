namespace ModelSync.Kubernetes.Config;

/// <summary>How the API server's certificate is judged.</summary>
public sealed record TlsConfig
{
    /// <summary>The machine's own certificate authorities and the host's own name.</summary>
    public static TlsConfig SystemTrust { get; } = new();

    /// <summary>The only certificate authorities to trust; null trusts the machine's.</summary>
    public PemSource? CertificateAuthority { get; init; }

    /// <summary>
    /// The name that the certificate must carry instead of the server's host (`tls-server-name`); unlike in client-go, requests carry it in Host and
    /// :authority too.
    /// </summary>
    public string? ServerName { get; init; }

    /// <summary>True accepts any certificate; never allowed for kubeconfigs from strangers.</summary>
    public bool SkipVerification { get; init; }
}
