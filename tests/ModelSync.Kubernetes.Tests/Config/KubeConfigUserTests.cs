using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Which of a user's credentials count, and which combinations are refused.</summary>
public sealed class KubeConfigUserTests
{
    private const string Exec = "exec: {apiVersion: client.authentication.k8s.io/v1, command: run, interactiveMode: Never}";

    private static string Certificate => $"client-certificate-data: {ConfigSamples.CertificateData}\nclient-key-data: {ConfigSamples.KeyData}";

    private static CredentialConfig? Resolve(string user, KubeConfigOverrides? overrides = null) =>
        KubeConfig.Parse(ConfigSamples.Document(user: user), "cfg", "/etc/kube").ToClusterConfig(overrides).Credentials;

    private static IEnumerable<TestCaseData> Precedence()
    {
        yield return new TestCaseData("token: a", new TokenCredentialConfig { Token = "a" });
        yield return new TestCaseData("token: a\ntokenFile: f", new TokenFileCredentialConfig { Path = "/etc/kube/f", InitialToken = "a" });
        yield return new TestCaseData("tokenFile: /f", new TokenFileCredentialConfig { Path = "/f" });
        yield return new TestCaseData("tokenFile: ''\ntoken: a", new TokenCredentialConfig { Token = "a" });
        yield return new TestCaseData("username: u\npassword: p", new BasicCredentialConfig { Username = "u", Password = "p" });
        yield return new TestCaseData("token: a\n" + Exec, new TokenCredentialConfig { Token = "a" });
        yield return new TestCaseData("username: u\n" + Exec, new BasicCredentialConfig { Username = "u", Password = "" });
        yield return new TestCaseData("{}", null);
    }

    [TestCaseSource(nameof(Precedence))]
    public void Resolve_SeveralCredentials_TakesTheStrongest(string user, CredentialConfig? expected) => Assert.That(Resolve(user), Is.EqualTo(expected));

    [Test]
    public void Resolve_TokenOverride_ReplacesEveryOtherTokenButNoCertificate()
    {
        var overrides = new KubeConfigOverrides { Token = "given" };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Resolve("tokenFile: f\ntoken: a", overrides), Is.EqualTo(new TokenCredentialConfig { Token = "given" }));
            Assert.That(Resolve("username: u\npassword: p", overrides), Is.EqualTo(new TokenCredentialConfig { Token = "given" }));
            Assert.That(Resolve(Exec, overrides), Is.EqualTo(new TokenCredentialConfig { Token = "given" }));
            Assert.That(Resolve(Certificate, overrides)!.ClientCertificate, Is.Not.Null);
        }
    }

    [Test]
    public void Resolve_Certificate_StandsAloneOrBesideAToken()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Resolve(Certificate), Is.TypeOf<CertificateCredentialConfig>());
            Assert.That(Resolve(Certificate + "\ntoken: a"), Is.TypeOf<TokenCredentialConfig>().And.Property("ClientCertificate").Not.Null);
            Assert.That(Resolve(Certificate + "\n" + Exec), Is.TypeOf<ExecCredentialConfig>().And.Property("ClientCertificate").Not.Null);
            Assert.That(Resolve(Certificate + "\nclient-key: k\nclient-certificate: c")!.ClientCertificate!.Key.Path, Is.Null, "data wins");
            Assert.That(Resolve("client-certificate: c\nclient-key: k")!.ClientCertificate!.Certificate.Path, Is.EqualTo("/etc/kube/c"));
        }
    }

    [TestCase("token: a\nusername: u", "username", "keep one")]
    [TestCase("tokenFile: a\npassword: p", "password", "keep one")]
    [TestCase("token: \"a b\"", "token", "holds a space")]
    [TestCase("token: \"a\\n\"", "token", "line break")]
    [TestCase("client-certificate: c", "client-certificate", "client-key-data")]
    [TestCase("client-key: k", "client-key", "client-certificate-data")]
    [TestCase("client-certificate-data: aGk=", "client-certificate-data", "holds no PEM")]
    [TestCase("client-key-data: aGk=", "client-key-data", "holds no PEM")]
    [TestCase("tokenFile: https://host/token", "tokenFile", "path of a file")]
    [TestCase("auth-provider: {name: gcp}", "auth-provider", "gke-gcloud-auth-plugin")]
    [TestCase("auth-provider: {name: azure}", "auth-provider", "kubelogin")]
    [TestCase("auth-provider: {name: oidc, config: {id-token: hidden}}", "auth-provider", "oidc-login")]
    [TestCase("auth-provider: {}", "auth-provider", "exec plugin")]
    [TestCase("auth-provider: {name: gcp}\nexec: {command: x}", "auth-provider", "gke-gcloud-auth-plugin")]
    public void Resolve_UnusableUser_SaysWhy(string user, string field, string reason)
    {
        var error = ConfigAssert.Refuses(() => Resolve(user), KubeConfigProblem.Invalid, "users[0].user." + field, reason);
        Assert.That(error.Message, Does.Not.Contain("hidden"));
    }

    [Test]
    public void Resolve_EncryptedKey_SaysHowToDecryptIt() => ConfigAssert.Refuses(
        () => Resolve($"client-certificate-data: {ConfigSamples.CertificateData}\nclient-key-data: {ConfigSamples.Base64(ConfigSamples.EncryptedKeyPem)}"),
        KubeConfigProblem.Invalid,
        "users[0].user.client-key-data",
        "decrypt");

    [Test]
    public void Resolve_KeyInTheCertificateField_SaysWhatItHolds() => ConfigAssert.Refuses(
        () => Resolve($"client-certificate-data: {ConfigSamples.CertificateData}\nclient-key-data: {ConfigSamples.CertificateData}"),
        KubeConfigProblem.Invalid,
        "users[0].user.client-key-data",
        "'CERTIFICATE' but no PRIVATE KEY");
}
