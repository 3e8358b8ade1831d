using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Kubernetes.Auth;

/// <summary>
/// A client certificate with its private key and the intermediate certificates that are sent beside it. Equal when the certificates are; never prints the
/// key.
/// </summary>
public sealed class ClientIdentity : IEquatable<ClientIdentity>
{
    // Never disposed by hand: connections that drain, the credential and the next connections share it, and rotations are rare enough for the finalizer.
    private readonly X509Certificate2 _leaf;
    private readonly X509Certificate2Collection _intermediates;

    /// <summary>An identity from a certificate that has its private key.</summary>
    public ClientIdentity(X509Certificate2 leaf, X509Certificate2Collection intermediates)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(intermediates);
        if (!leaf.HasPrivateKey)
        {
            throw new ArgumentException("The client certificate has no private key.", nameof(leaf));
        }

        _leaf = leaf;
        _intermediates = intermediates;
    }

    /// <summary>The name that the certificate gives its holder.</summary>
    public string Subject => _leaf.Subject;

    /// <summary>When the certificate stops being valid.</summary>
    public DateTimeOffset NotAfter => new(_leaf.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <inheritdoc />
    public bool Equals(ClientIdentity? other) =>
        other is not null
        && _leaf.RawDataMemory.Span.SequenceEqual(other._leaf.RawDataMemory.Span)
        && _intermediates.Count == other._intermediates.Count
        && _intermediates.Zip(other._intermediates).All(pair => pair.First.RawDataMemory.Span.SequenceEqual(pair.Second.RawDataMemory.Span));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ClientIdentity);

    /// <inheritdoc />
    public override int GetHashCode() => _leaf.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"certificate {Subject} until {NotAfter:O}";

    /// <summary>
    /// What TLS sends: the certificate and its intermediates. Offline, because otherwise a handshake may first fetch missing issuers from addresses that
    /// the certificate names;
    /// and as a context, because a certificate alone is sent without its intermediates unless the machine's store happens to have them.
    /// </summary>
    internal SslStreamCertificateContext ToContext() => SslStreamCertificateContext.Create(_leaf, _intermediates, offline: true);
}
