namespace ModelSync.Testing;

/// <summary>The keys that Kubernetes' client certificates come with.</summary>
public enum TestKeyKind
{
    /// <summary>Elliptic curve P-256.</summary>
    EcP256,

    /// <summary>Elliptic curve P-384.</summary>
    EcP384,

    /// <summary>RSA with 2048 bits.</summary>
    Rsa,
}
