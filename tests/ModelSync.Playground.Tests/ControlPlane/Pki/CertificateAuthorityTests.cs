using System.Net;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.Tests.ControlPlane.Pki;

internal sealed class CertificateAuthorityTests
{
    private readonly CertificateAuthority _authority = CertificateAuthority.Create("test", TimeProvider.System);

    [OneTimeTearDown]
    public void Dispose() => _authority.Dispose();

    [Test]
    public void A_client_certificate_names_user_and_groups_as_the_API_server_reads_them()
    {
        using var certificate = Load(_authority.IssueClient("alice", ["dev", "ops"]));
        Assert.Multiple(() =>
        {
            Assert.That(certificate.GetNameInfo(X509NameType.SimpleName, false), Is.EqualTo("alice"));
            Assert.That(certificate.SubjectName.EnumerateRelativeDistinguishedNames().Select(part => part.GetSingleElementValue()), Is.SupersetOf(new[] { "dev", "ops" }));
            Assert.That(certificate.HasPrivateKey, Is.True);
            Assert.That(Verifies(certificate), Is.True);
        });
    }

    [Test]
    public void A_server_certificate_is_good_for_its_names_and_addresses_only()
    {
        using var certificate = Load(_authority.IssueServer("server", ["localhost"], [IPAddress.Loopback]));
        Assert.Multiple(() =>
        {
            Assert.That(certificate.MatchesHostname("127.0.0.1"), Is.True);
            Assert.That(certificate.MatchesHostname("localhost"), Is.True);
            Assert.That(certificate.MatchesHostname("example.com"), Is.False);
        });
    }

    [Test]
    public void Another_authority_of_the_same_name_is_not_trusted()
    {
        using var other = CertificateAuthority.Create("test", TimeProvider.System);
        using var certificate = Load(other.IssueClient("alice", []));
        Assert.That(Verifies(certificate), Is.False);
    }

    [Test]
    public void A_lifetime_ends_when_asked_and_never_after_the_authority()
    {
        using var brief = Load(_authority.IssueClient("alice", [], TimeSpan.FromMinutes(5)));
        using var endless = Load(_authority.IssueClient("alice", [], TimeSpan.FromDays(10000)));
        using var authority = X509Certificate2.CreateFromPem(_authority.CertificatePem);
        Assert.Multiple(() =>
        {
            Assert.That(brief.NotAfter, Is.LessThan(TimeProvider.System.GetLocalNow().DateTime.AddMinutes(6)));
            Assert.That(endless.NotAfter, Is.EqualTo(authority.NotAfter));
        });
    }

    [Test]
    public void An_issued_certificate_does_not_print_its_key() =>
        Assert.That(_authority.IssueClient("alice", []).ToString(), Does.Not.Contain("PRIVATE KEY"));

    [Test]
    public void Groups_with_commas_or_quotes_stay_whole_in_the_token_file() =>
        Assert.That(new TokenUser("a\"b", ["x", "y"], "secret").ToCsv(), Is.EqualTo("secret,\"a\"\"b\",\"a\"\"b\",\"x,y\""));

    private bool Verifies(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        using var authority = X509Certificate2.CreateFromPem(_authority.CertificatePem);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(certificate);
    }

    private static X509Certificate2 Load(IssuedCertificate issued) => X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
}
