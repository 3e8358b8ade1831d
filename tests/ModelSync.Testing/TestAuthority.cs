using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Testing;

/// <summary>A certificate authority that lives in memory and issues what a test needs, good or wrong in one point.</summary>
public sealed class TestAuthority
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private TestAuthority(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The authority's certificate as PEM text.</summary>
    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>A root that signs itself.</summary>
    public static TestAuthority CreateRoot(string name = "test root", bool withKeyIdentifier = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (var from, var until) = Validity();
        return new TestAuthority(AuthorityRequest(name, key, withKeyIdentifier).CreateSelfSigned(from, until));
    }

    /// <summary>An authority below this one.</summary>
    public TestAuthority CreateIntermediate(string name = "test intermediate", bool withKeyIdentifier = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (var from, var until) = Validity();
        return new TestAuthority(Sign(AuthorityRequest(name, key, withKeyIdentifier), from, until).CopyWithPrivateKey(key));
    }

    /// <summary>A server certificate for 127.0.0.1 and localhost, or for the given names and addresses instead.</summary>
    public X509Certificate2 IssueServer(string[]? hosts = null, DateTimeOffset? from = null, DateTimeOffset? until = null, bool forClientsOnly = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = LeafRequest("server", new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256), hosts ?? ["127.0.0.1", "localhost"], forClientsOnly ? ClientUsage : ServerUsage);
        (var defaultFrom, var defaultUntil) = Validity();
        return Sign(request, from ?? defaultFrom, until ?? defaultUntil).CopyWithPrivateKey(key);
    }

    /// <summary>A client certificate with a new key of the given kind.</summary>
    public X509Certificate2 IssueClient(string name, TestKeyKind kind = TestKeyKind.EcP256)
    {
        (var from, var until) = Validity();
        if (kind == TestKeyKind.Rsa)
        {
            using var rsa = RSA.Create(2048);
            var rsaRequest = new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return Sign(LeafRequest(name, rsaRequest, [], ClientUsage), from, until).CopyWithPrivateKey(rsa);
        }

        using var key = ECDsa.Create(kind == TestKeyKind.EcP384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        return Sign(LeafRequest(name, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256), [], ClientUsage), from, until).CopyWithPrivateKey(key);
    }

    /// <summary>A server certificate that only it itself vouches for.</summary>
    public static X509Certificate2 CreateSelfSignedServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (var from, var until) = Validity();
        return LeafRequest("server", new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256), ["127.0.0.1", "localhost"], ServerUsage).CreateSelfSigned(from, until);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key, bool withKeyIdentifier)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        if (withKeyIdentifier)
        {
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        }

        return request;
    }

    private static CertificateRequest LeafRequest(string name, CertificateRequest request, string[] hosts, string usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        if (hosts.Length > 0)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        return request;
    }

    private static (DateTimeOffset From, DateTimeOffset Until) Validity()
    {
        // TLS judges by the real clock; an issuer's time must enclose those of what it issues, so both are rounded to the day.
        DateTimeOffset today = new(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);
        return (today.AddDays(-10), today.AddDays(30));
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset until)
    {
        if (Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } issuerKey)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuerKey));
        }

        using var key = Certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("The authority has no key.");
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, RandomNumberGenerator.GetBytes(12));
    }
}
