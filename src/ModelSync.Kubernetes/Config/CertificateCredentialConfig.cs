namespace ModelSync.Kubernetes.Config;

/// <summary>Nothing but the client certificate.</summary>
public sealed record CertificateCredentialConfig : CredentialConfig;
