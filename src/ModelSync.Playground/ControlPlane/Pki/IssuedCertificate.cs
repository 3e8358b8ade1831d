namespace ModelSync.Playground.ControlPlane.Pki;

/// <summary>A certificate and its private key, both as PEM.</summary>
public sealed record IssuedCertificate(string CertificatePem, string PrivateKeyPem)
{
    /// <summary>Never prints the key.</summary>
    public override string ToString() => nameof(IssuedCertificate);
}
