using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>The certificate that the proxy shows, and those that nobody must accept.</summary>
internal sealed class ServerCertificates : IDisposable
{
    // The authority's own time begins an hour before its creation.
    private static readonly TimeSpan Ago = TimeSpan.FromMinutes(-5);

    private readonly List<X509Certificate2> _owned = [];
    private readonly Dictionary<BadCertificate, SslStreamCertificateContext> _bad;

    public ServerCertificates(CertificateAuthority authority, TimeProvider time)
    {
        Good = Load(authority.IssueServer("fault-proxy", ["localhost"], [IPAddress.Loopback]));
        using var stranger = CertificateAuthority.Create("somebody-else", time);
        _bad = new Dictionary<BadCertificate, SslStreamCertificateContext>
        {
            [BadCertificate.Expired] = Load(authority.IssueServer("fault-proxy", ["localhost"], [IPAddress.Loopback], Ago)),
            [BadCertificate.WrongHost] = Load(authority.IssueServer("fault-proxy", ["another.example"], [])),
            [BadCertificate.Untrusted] = Load(stranger.IssueServer("fault-proxy", ["localhost"], [IPAddress.Loopback])),
        };
    }

    public SslStreamCertificateContext Good { get; }

    public SslStreamCertificateContext Get(BadCertificate bad) => _bad[bad];

    public void Dispose() => _owned.ForEach(certificate => certificate.Dispose());

    private SslStreamCertificateContext Load(IssuedCertificate issued)
    {
        var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        _owned.Add(certificate);
        return SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }
}
