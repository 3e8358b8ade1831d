namespace ModelSync.Kubernetes.Config;

/// <summary>One way to prove who we are. A closed hierarchy; none of its members prints a secret.</summary>
public abstract record CredentialConfig
{
    private protected CredentialConfig()
    {
    }

    /// <summary>A client certificate and its key, beside whichever token the other members carry.</summary>
    public ClientCertificateConfig? ClientCertificate { get; init; }
}
