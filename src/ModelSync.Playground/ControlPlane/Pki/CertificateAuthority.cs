using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Playground.ControlPlane.Pki;

/// <summary>A private certificate authority (ECDSA P-256) that lives as long as its control plane.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Guests and containers may disagree with their host about the time.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly TimeProvider _time;
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _notBefore;

    private CertificateAuthority(X509Certificate2 certificate, DateTimeOffset notBefore, TimeProvider time)
    {
        _certificate = certificate;
        _notBefore = notBefore;
        _time = time;
    }

    /// <summary>The authority's own certificate.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>The authority's key, which the control plane's own certificate signer needs.</summary>
    internal string PrivateKeyPem
    {
        get
        {
            using var key = _certificate.GetECDsaPrivateKey()!;
            return key.ExportECPrivateKeyPem();
        }
    }

    /// <summary>Makes a new authority.</summary>
    public static CertificateAuthority Create(string name, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name, []), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var notBefore = time.GetUtcNow() - ClockSkew;
        return new CertificateAuthority(request.CreateSelfSigned(notBefore, notBefore + ClockSkew + Lifetime), notBefore, time);
    }

    /// <summary>Issues a client certificate: the API server takes its common name as the user and its organizations as the groups.</summary>
    public IssuedCertificate IssueClient(string user, IReadOnlyList<string> groups, TimeSpan? lifetime = null) =>
        Issue(Subject(user, groups), [ClientAuthentication], names: null, lifetime ?? Lifetime);

    /// <summary>Issues a certificate for a server reached by <paramref name="dnsNames"/> and <paramref name="addresses"/>.</summary>
    public IssuedCertificate IssueServer(string name, IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses, TimeSpan? lifetime = null)
    {
        ArgumentNullException.ThrowIfNull(dnsNames);
        ArgumentNullException.ThrowIfNull(addresses);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var dnsName in dnsNames)
        {
            names.AddDnsName(dnsName);
        }

        foreach (var address in addresses)
        {
            names.AddIpAddress(address);
        }

        // Client authentication too: etcd's HTTP gateway calls etcd itself with the server's own certificate.
        return Issue(Subject(name, []), [ServerAuthentication, ClientAuthentication], names, lifetime ?? Lifetime);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private IssuedCertificate Issue(X500DistinguishedName subject, string[] usages, SubjectAlternativeNameBuilder? names, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        // Nothing outlives the authority that signed it.
        var authorityEnds = new DateTimeOffset(_certificate.NotAfter.ToUniversalTime());
        var notAfter = _time.GetUtcNow() + lifetime;
        notAfter = notAfter < authorityEnds ? notAfter : authorityEnds;

        using var certificate = request.Create(_certificate, _notBefore, notAfter, RandomNumberGenerator.GetBytes(16));
        return new IssuedCertificate(certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }

    private static X500DistinguishedName Subject(string name, IReadOnlyList<string> groups)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var subject = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
        {
            subject.AddOrganizationName(group);
        }

        subject.AddCommonName(name);
        return subject.Build();
    }
}
