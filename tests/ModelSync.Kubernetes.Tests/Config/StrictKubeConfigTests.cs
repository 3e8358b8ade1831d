using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class StrictKubeConfigTests
{
    [TestCaseSource(typeof(StrictKubeConfigCorpus), nameof(StrictKubeConfigCorpus.All))]
    public void Parse_DocumentOfTheCorpus_IsRefusedWithFieldAndReason(byte[] bytes, KubeConfigProblem problem, string? field, string reason)
    {
        var error = ConfigAssert.Refuses(() => StrictKubeConfig.Parse(bytes, new StrictKubeConfigOptions { Source = "Secret fleet/a" }), problem, field, reason);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.StartWith("Secret fleet/a:"));
            Assert.That(error.Message, Does.Not.Contain("hidden").And.Not.Contain("secret-token"));
            Assert.That(error.Message.Any(char.IsControl), Is.False, "a message is one line");
        }
    }

    [Test]
    public void Parse_TextAndBytes_AreJudgedAlike()
    {
        var exec = ConfigSamples.Document(user: "exec: {}");
        ConfigAssert.Refuses(() => StrictKubeConfig.Parse(exec), KubeConfigProblem.Insecure, "users[0].user.exec");
        ConfigAssert.Refuses(() => StrictKubeConfig.Parse(Encoding.UTF8.GetBytes(exec)), KubeConfigProblem.Insecure, "users[0].user.exec");
    }

    [Test]
    public void Parse_HonestDocument_IsAccepted()
    {
        var text = ConfigSamples.Document(
            cluster: $"certificate-authority-data: {ConfigSamples.CertificateData}\ntls-server-name: api\ninsecure-skip-tls-verify: false\nextensions: [{{name: minikube, extension: {{a: 1}}}}]",
            user: $"client-certificate-data: {ConfigSamples.CertificateData}\nclient-key-data: {ConfigSamples.KeyData}\ntoken: t");
        var config = StrictKubeConfig.Parse("\uFEFF" + text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Server.AbsoluteUri, Is.EqualTo("https://api.example.com:6443/k8s/clusters/c-1"));
            Assert.That(config.Tls.ServerName, Is.EqualTo("api"));
            Assert.That(config.Tls.CertificateAuthority!.Data, Is.Not.Null);
            Assert.That(config.Credentials, Is.TypeOf<TokenCredentialConfig>());
            Assert.That(config.Credentials!.ClientCertificate, Is.Not.Null);
            Assert.That(config.Namespace, Is.EqualTo("team"));
        }
    }

    [TestCase("https://10.0.0.1:6443")]
    [TestCase("https://192.168.1.1")]
    [TestCase("https://[fd12::1]")]
    [TestCase("https://kubernetes.default.svc")]
    [TestCase("https://localhost.example.com")]
    public void Parse_PrivateServer_IsOrdinary(string server) => Assert.That(StrictKubeConfig.Parse(ConfigSamples.Document(server: server)).Server, Is.EqualTo(new Uri(server)));

    [Test]
    public void Parse_OnlyContext_NeedsNoCurrentContext() =>
        Assert.That(StrictKubeConfig.Parse(ConfigSamples.Valid.Replace("current-context: main", "")).Server.Host, Is.EqualTo("api.example.com"));

    [Test]
    public void Options_Context_ChoosesOne()
    {
        var text = ConfigSamples.Valid.Replace("current-context: main", "") + "\n- name: second\n  context: {cluster: main, user: admin, namespace: second}";
        Assert.That(StrictKubeConfig.Parse(text, new StrictKubeConfigOptions { Context = "second" }).Namespace, Is.EqualTo("second"));
    }

    [TestCase("https://127.0.0.1:6443", true, false)]
    [TestCase("https://localhost:6443", true, false)]
    [TestCase("https://169.254.1.1:6443", false, true)]
    public void Options_Address_AllowsWhatTheyName(string server, bool loopback, bool linkLocal)
    {
        var text = ConfigSamples.Document(server: server);
        var allowed = new StrictKubeConfigOptions { AllowLoopback = loopback, AllowLinkLocal = linkLocal };
        Assert.That(StrictKubeConfig.Parse(text, allowed).Server, Is.EqualTo(new Uri(server)));
        ConfigAssert.Refuses(
            () => StrictKubeConfig.Parse(text, new StrictKubeConfigOptions { AllowLoopback = linkLocal, AllowLinkLocal = loopback }),
            KubeConfigProblem.Insecure,
            "clusters[0].cluster.server");
    }

    [Test]
    public void Options_AllowProxy_StillJudgesTheProxysAddress()
    {
        var allowed = new StrictKubeConfigOptions { AllowProxy = true };
        Assert.That(StrictKubeConfig.Parse(ConfigSamples.Document(cluster: "proxy-url: socks5://proxy:1080"), allowed).ProxyUrl, Is.EqualTo(new Uri("socks5://proxy:1080")));
        ConfigAssert.Refuses(
            () => StrictKubeConfig.Parse(ConfigSamples.Document(cluster: "proxy-url: http://169.254.169.254"), allowed),
            KubeConfigProblem.Insecure,
            "clusters[0].cluster.proxy-url",
            "metadata");
    }

    [Test]
    public void Options_MaxBytes_CountsBytes()
    {
        var text = ConfigSamples.Valid + "\n# ä";
        var bytes = Encoding.UTF8.GetByteCount(text);
        Assert.That(StrictKubeConfig.Parse(text, new StrictKubeConfigOptions { MaxBytes = bytes }), Is.Not.Null);
        ConfigAssert.Refuses(() => StrictKubeConfig.Parse(text, new StrictKubeConfigOptions { MaxBytes = bytes - 1 }), KubeConfigProblem.Insecure, field: null, "bytes");
    }

    [Test]
    public void The_corpus_has_at_least_forty_documents_that_differ() => Assert.That(
        StrictKubeConfigCorpus.All.Select(data => Encoding.Latin1.GetString((byte[])data.Arguments[0]!)).Distinct(StringComparer.Ordinal).Count(),
        Is.GreaterThanOrEqualTo(40));
}
