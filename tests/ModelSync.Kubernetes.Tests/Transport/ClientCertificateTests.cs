using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class ClientCertificateTests
{
    private readonly TestAuthority _root = TestAuthority.CreateRoot();

    [TestCase(TestKeyKind.EcP256, KeyForm.Pkcs8)]
    [TestCase(TestKeyKind.EcP256, KeyForm.Traditional)]
    [TestCase(TestKeyKind.EcP256, KeyForm.TraditionalWithParameters)]
    [TestCase(TestKeyKind.EcP384, KeyForm.Pkcs8)]
    [TestCase(TestKeyKind.EcP384, KeyForm.Traditional)]
    [TestCase(TestKeyKind.Rsa, KeyForm.Pkcs8)]
    [TestCase(TestKeyKind.Rsa, KeyForm.Traditional)]
    public async Task The_server_sees_the_client_certificate(TestKeyKind kind, KeyForm form)
    {
        var client = _root.IssueClient("alice", kind);
        await using var server = await StartAsync();
        await using var transport = Connect(With(server, client.ExportCertificatePem(), KeyPem(client, form)));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(server.Requests.Single().ClientSubject, Is.EqualTo("CN=alice"));
    }

    [Test]
    public async Task Intermediates_are_sent_although_nobody_here_knows_their_root()
    {
        var company = TestAuthority.CreateRoot("company").CreateIntermediate("first").CreateIntermediate("second");
        var issuer = company.CreateIntermediate("third");
        var client = issuer.IssueClient("alice");
        var chain = client.ExportCertificatePem() + "\n" + issuer.Pem + company.Pem;
        await using var server = await StartAsync();
        await using var transport = Connect(With(server, chain, KeyPem(client, KeyForm.Pkcs8)));

        await transport.GetAsync();

        Assert.That(server.Handshakes.Single().SentIntermediates, Is.SupersetOf(new[] { "CN=third", "CN=second" }));
    }

    [Test]
    public async Task Certificate_and_key_may_stand_in_one_file()
    {
        using var folder = new TemporaryFolder();
        var client = _root.IssueClient("kubelet");
        var both = folder.Write("current.pem", client.ExportCertificatePem() + "\n" + KeyPem(client, KeyForm.Traditional));
        await using var server = await StartAsync();
        var config = ConfigFor(server.Address, _root, new CertificateCredentialConfig { ClientCertificate = new ClientCertificateConfig(PemSource.File(both), PemSource.File(both)) });
        await using var transport = Connect(config);

        await transport.GetAsync();

        Assert.That(server.Requests.Single().ClientSubject, Is.EqualTo("CN=kubelet"));
    }

    [Test]
    public void Create_key_of_another_certificate_names_both([Values] TestKeyKind kind, [Values] TestKeyKind other)
    {
        var client = _root.IssueClient("alice", kind);
        var key = KeyPem(_root.IssueClient("bob", other), KeyForm.Pkcs8);

        Assert.That(() => Connect(With(null, client.ExportCertificatePem(), key)), Throws.InstanceOf<KubeConfigException>()
            .With.Message.Contains("client-key-data").And.Message.Contains("client-certificate-data").And.Message.Contains("CN=alice"));
    }

    [Test]
    public void Create_encrypted_key_is_refused_with_the_remedy([Values] bool traditional)
    {
        var client = _root.IssueClient("alice", TestKeyKind.Rsa);
        using var key = client.GetRSAPrivateKey()!;
        var pem = traditional
            ? "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
            : key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        Assert.That(() => Connect(With(null, client.ExportCertificatePem(), pem)), Throws.InstanceOf<KubeConfigException>()
            .With.Message.Contains("client-key-data is encrypted").And.Message.Contains("openssl pkey"));
    }

    [TestCase("", "client-key-data holds no private key")]
    [TestCase("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n", "client-key-data cannot be read")]
    public void Create_key_that_is_none_names_the_field(string key, string message)
    {
        var client = _root.IssueClient("alice");

        Assert.That(() => Connect(With(null, client.ExportCertificatePem(), key)), Throws.InstanceOf<KubeConfigException>().With.Message.Contains(message));
    }

    [Test]
    public void Create_key_file_of_another_certificate_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var client = _root.IssueClient("alice");
        var config = new ClientCertificateConfig(
            PemSource.File(folder.Write("tls.crt", client.ExportCertificatePem())),
            PemSource.File(folder.Write("tls.key", KeyPem(_root.IssueClient("bob"), KeyForm.Pkcs8))));

        Assert.That(
            () => Connect(ConfigFor(new Uri("https://127.0.0.1:1"), _root, new CertificateCredentialConfig { ClientCertificate = config })),
            Throws.InstanceOf<KubeConfigException>().With.Message.Contains(folder["tls.key"]).And.Message.Contains(folder["tls.crt"]));
    }

    private static string KeyPem(X509Certificate2 certificate, KeyForm form)
    {
        using var curve = certificate.GetECDsaPrivateKey();
        using var rsa = certificate.GetRSAPrivateKey();
        var pem = form == KeyForm.Pkcs8
            ? curve?.ExportPkcs8PrivateKeyPem() ?? rsa!.ExportPkcs8PrivateKeyPem()
            : curve?.ExportECPrivateKeyPem() ?? rsa!.ExportRSAPrivateKeyPem();
        return form == KeyForm.TraditionalWithParameters ? $"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{pem}" : pem;
    }

    private Task<TestApiServer> StartAsync() => TestApiServer.StartAsync(_root.IssueServer(), asksForClientCertificate: true);

    private ClusterConfig With(TestApiServer? server, string certificate, string key) => ConfigFor(
        server?.Address ?? new Uri("https://127.0.0.1:1"),
        _root,
        new CertificateCredentialConfig { ClientCertificate = new ClientCertificateConfig(Embedded(certificate), Embedded(key)) });

    internal enum KeyForm
    {
        Pkcs8,
        Traditional,
        TraditionalWithParameters,
    }
}
