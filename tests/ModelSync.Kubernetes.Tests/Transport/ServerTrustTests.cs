using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class ServerTrustTests
{
    private static readonly DateTimeOffset Today = new(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);

    private readonly TestAuthority _root = TestAuthority.CreateRoot();

    [Test]
    public async Task A_certificate_of_the_configured_authority_for_this_address_is_accepted()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(["127.0.0.1"]));
        await using var transport = Connect(ConfigFor(server.Address, _root));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(server.Requests.Single().Protocol, Is.EqualTo("HTTP/2"));
    }

    [Test]
    public async Task A_certificate_for_another_host_is_refused_also_under_the_private_authority() =>
        await AssertRefusedAsync(_root.IssueServer(["other.example", "10.0.0.1"]), "RemoteCertificateNameMismatch");

    [Test]
    public async Task A_certificate_for_another_address_is_refused() => await AssertRefusedAsync(_root.IssueServer(["127.0.0.2"]), "RemoteCertificateNameMismatch");

    [Test]
    public async Task A_certificate_without_any_name_is_refused() => await AssertRefusedAsync(_root.IssueServer([]), "RemoteCertificateNameMismatch");

    [Test]
    public async Task An_expired_certificate_is_refused() =>
        await AssertRefusedAsync(_root.IssueServer(from: Today.AddDays(-5), until: Today.AddDays(-1)), "NotTimeValid");

    [Test]
    public async Task A_certificate_that_is_not_valid_yet_is_refused() =>
        await AssertRefusedAsync(_root.IssueServer(from: Today.AddDays(2), until: Today.AddDays(5)), "NotTimeValid");

    [Test]
    public async Task A_certificate_for_clients_only_is_refused() => await AssertRefusedAsync(_root.IssueServer(forClientsOnly: true), "NotValidForUsage");

    [Test]
    public async Task A_self_signed_certificate_is_refused() => await AssertRefusedAsync(TestAuthority.CreateSelfSignedServer(), "UntrustedRoot");

    [Test]
    public async Task A_certificate_of_another_authority_of_the_same_name_is_refused() =>
        await AssertRefusedAsync(TestAuthority.CreateRoot().IssueServer(), "PartialChain|UntrustedRoot|NotSignatureValid");

    [Test]
    public async Task Without_a_configured_authority_a_private_one_is_refused()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        await AssertRefusedAsync(server, ConfigFor(server.Address), "PartialChain|UntrustedRoot");
    }

    [Test]
    public async Task Skipping_verification_accepts_what_nobody_vouches_for()
    {
        await using var server = await TestApiServer.StartAsync(TestAuthority.CreateSelfSignedServer());
        await using var transport = Connect(ConfigFor(server.Address) with { Tls = new TlsConfig { SkipVerification = true } });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Intermediates_that_the_server_sends_lead_to_the_configured_root()
    {
        var intermediate = _root.CreateIntermediate();
        await using var server = await TestApiServer.StartAsync(intermediate.IssueServer(), chain: [intermediate.Certificate]);
        await using var transport = Connect(ConfigFor(server.Address, _root));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_intermediate_that_nobody_sends_is_missed() => await AssertRefusedAsync(_root.CreateIntermediate().IssueServer(), "PartialChain");

    [Test]
    public async Task A_configured_authority_need_not_be_a_root()
    {
        var intermediate = _root.CreateIntermediate();
        await using var server = await TestApiServer.StartAsync(intermediate.IssueServer());
        await using var transport = Connect(ConfigFor(server.Address, intermediate));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_configured_authority_counts_also_when_the_server_sends_what_is_above_it([Values] bool isMiddle)
    {
        var middle = _root.CreateIntermediate("middle");
        var lowest = middle.CreateIntermediate("lowest");
        await using var server = await TestApiServer.StartAsync(lowest.IssueServer(), chain: [lowest.Certificate, middle.Certificate, _root.Certificate]);
        await using var transport = Connect(ConfigFor(server.Address, isMiddle ? middle : lowest));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task With_the_root_sent_a_leaf_that_the_configured_authority_did_not_sign_is_refused([Values] bool withKeyIdentifier)
    {
        var real = _root.CreateIntermediate("named", withKeyIdentifier);
        var forged = TestAuthority.CreateRoot().CreateIntermediate("named", withKeyIdentifier);
        X509Certificate2Collection sent = [real.Certificate, _root.Certificate];

        await AssertRefusedAsync(forged.IssueServer(), "NotSignatureValid|PartialChain", real, sent);
        await AssertRefusedAsync(forged.IssueServer(), "NotSignatureValid|PartialChain|UntrustedRoot", real, [forged.Certificate, .. sent]);
        await AssertRefusedAsync(forged.CreateIntermediate().IssueServer(), "NotSignatureValid|PartialChain|UntrustedRoot", real, sent);
    }

    [Test]
    public async Task With_the_root_sent_an_intermediate_below_the_configured_authority_must_be_its_own()
    {
        var real = _root.CreateIntermediate("real", withKeyIdentifier: false);
        var forged = TestAuthority.CreateRoot("real", withKeyIdentifier: false).CreateIntermediate("lowest", withKeyIdentifier: false);

        await AssertRefusedAsync(forged.IssueServer(), "NotSignatureValid|PartialChain", real, [forged.Certificate, real.Certificate, _root.Certificate]);
    }

    [Test]
    public async Task With_the_root_sent_a_configured_authority_that_has_expired_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var rootKey = _root.Certificate.GetECDsaPrivateKey()!;
        using var expired = request.Create(_root.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), Today.AddDays(-9), Today.AddDays(-1), [1, 2, 3]);
        var leaf = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        leaf.CertificateExtensions.Add(names.Build());
        using var unkeyed = leaf.Create(expired.SubjectName, X509SignatureGenerator.CreateForECDsa(key), Today.AddDays(-5), Today.AddDays(5), [4, 5, 6]);
        await using var server = await TestApiServer.StartAsync(unkeyed.CopyWithPrivateKey(key), chain: [expired, _root.Certificate]);

        await AssertRefusedAsync(server, ConfigFor(server.Address) with { Tls = new TlsConfig { CertificateAuthority = Embedded(expired.ExportCertificatePem()) } }, "PartialChain|NotTimeValid");
    }

    [Test]
    public async Task Below_an_authority_that_is_no_root_all_else_is_checked_too()
    {
        var intermediate = _root.CreateIntermediate();

        await AssertRefusedAsync(intermediate.IssueServer(["other.example"]), "RemoteCertificateNameMismatch", intermediate);
        await AssertRefusedAsync(intermediate.IssueServer(until: Today.AddDays(-1)), "NotTimeValid", intermediate);
        await AssertRefusedAsync(intermediate.IssueServer(forClientsOnly: true), "NotValidForUsage", intermediate);
        await AssertRefusedAsync(_root.IssueServer(), "PartialChain", intermediate);
        await AssertRefusedAsync(TestAuthority.CreateSelfSignedServer(), "UntrustedRoot", intermediate);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_authority_that_only_has_the_name_of_the_configured_one_is_refused(bool isRoot)
    {
        // No key identifiers anywhere: the signature alone tells the two apart.
        var real = isRoot ? TestAuthority.CreateRoot("named", withKeyIdentifier: false) : _root.CreateIntermediate("named", withKeyIdentifier: false);
        var forged = TestAuthority.CreateRoot("named", withKeyIdentifier: false);

        await AssertRefusedAsync(forged.IssueServer(), "NotSignatureValid|PartialChain", real);
    }

    [Test]
    public async Task A_bundle_may_hold_several_authorities_and_comments()
    {
        var bundle = $"# the old one\n{TestAuthority.CreateRoot("old").Pem}\nSubject: CN = new\n{_root.Pem}\n# the end\n";
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        await using var transport = Connect(ConfigFor(server.Address) with { Tls = new TlsConfig { CertificateAuthority = Embedded(bundle) } });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [TestCase("", "certificate-authority-data holds no certificate")]
    [TestCase("no PEM", "certificate-authority-data holds no certificate")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate-authority-data holds a certificate that cannot be read")]
    public void Create_authority_that_is_none_names_the_field(string pem, string message)
    {
        var config = ConfigFor(new Uri("https://127.0.0.1:1")) with { Tls = new TlsConfig { CertificateAuthority = Embedded(pem) } };

        Assert.That(() => Connect(config), Throws.InstanceOf<KubeConfigException>().With.Message.Contains(message).And.Property("Problem").EqualTo(KubeConfigProblem.Invalid));
    }

    [Test]
    public void Create_authority_file_that_is_missing_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var config = ConfigFor(new Uri("https://127.0.0.1:1")) with { Tls = new TlsConfig { CertificateAuthority = PemSource.File(folder["ca.crt"]) } };

        Assert.That(() => Connect(config), Throws.InstanceOf<KubeConfigException>().With.Message.Contains(folder["ca.crt"]).And.Property("Problem").EqualTo(KubeConfigProblem.NotFound));
    }

    [Test]
    public async Task The_server_name_of_the_configuration_is_asked_for_and_checked()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(["kubernetes.example"]));
        var config = ConfigFor(server.Address, _root);
        await using var transport = Connect(config with { Tls = config.Tls with { ServerName = "kubernetes.example" } });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(server.Handshakes.Single().ServerName, Is.EqualTo("kubernetes.example"));
        Assert.That(server.Requests.Single().Headers["Host"], Is.EqualTo($"kubernetes.example:{server.Address.Port}"));
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("foo/bar")]
    [TestCase("a\r\nX-Remote-User: root")]
    [TestCase("ä.example")]
    public void Create_server_name_that_is_none_is_refused(string name)
    {
        var config = ConfigFor(new Uri("https://127.0.0.1:1")) with { Tls = new TlsConfig { ServerName = name } };

        Assert.That(() => Connect(config), Throws.InstanceOf<KubeConfigException>().With.Message.Contains("tls-server-name").And.Property("Problem").EqualTo(KubeConfigProblem.Invalid));
    }

    [TestCase("::1", "[::1]")]
    [TestCase("10.1.2.3", "10.1.2.3")]
    [TestCase("under_score.example", "under_score.example")]
    public async Task The_server_name_of_the_configuration_may_be_an_address(string name, string host)
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer([name]));
        var config = ConfigFor(server.Address, _root);
        await using var transport = Connect(config with { Tls = config.Tls with { ServerName = name } });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(server.Requests.Single().Headers["Host"], Is.EqualTo($"{host}:{server.Address.Port}"));
    }

    [Test]
    public async Task The_server_name_of_the_configuration_replaces_the_address()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(["127.0.0.1"]));
        var config = ConfigFor(server.Address, _root);
        await AssertRefusedAsync(server, config with { Tls = config.Tls with { ServerName = "kubernetes.example" } }, "RemoteCertificateNameMismatch");
    }

    private async Task AssertRefusedAsync(X509Certificate2 certificate, string reason, TestAuthority? authority = null, X509Certificate2Collection? chain = null)
    {
        await using var server = await TestApiServer.StartAsync(certificate, chain: chain);
        await AssertRefusedAsync(server, ConfigFor(server.Address, authority ?? _root), reason);
    }

    private static async Task AssertRefusedAsync(TestApiServer server, ClusterConfig config, string reason)
    {
        await using var transport = Connect(config);

        var error = Assert.ThrowsAsync<HttpRequestException>(() => transport.GetAsync());

        Assert.That(error!.HttpRequestError, Is.EqualTo(HttpRequestError.SecureConnectionError));
        Assert.That(error.GetBaseException(), Is.InstanceOf<AuthenticationException>());
        Assert.That(error.Message, Does.Match(reason));
        Assert.That(server.Requests, Is.Empty);
    }
}
