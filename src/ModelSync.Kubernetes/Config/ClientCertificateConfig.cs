namespace ModelSync.Kubernetes.Config;

/// <summary>A client certificate (with its chain) and its EC or RSA key.</summary>
public sealed record ClientCertificateConfig(PemSource Certificate, PemSource Key);
