using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>The order of controller-runtime: named file, KUBECONFIG, pod, home.</summary>
public sealed class ClusterConfigLoaderTests
{
    private static FakeConfigEnvironment Everything => new FakeConfigEnvironment()
        .InPod()
        .WithFile("/named", ConfigSamples.Document(server: "https://named"))
        .WithFile("/listed", ConfigSamples.Document(server: "https://listed"))
        .WithFile("/home/dev/.kube/config", ConfigSamples.Document(server: "https://home"));

    private static string Host(FakeConfigEnvironment environment, string? path = null, KubeConfigOverrides? overrides = null) =>
        new ClusterConfigLoader(environment).LoadDefault(path, overrides).Server.Host;

    [Test]
    public void LoadDefault_EachSource_ComesInControllerRuntimesOrder()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Host(Everything.WithVariable("KUBECONFIG", "/listed"), "/named"), Is.EqualTo("named"));
            Assert.That(Host(Everything.WithVariable("KUBECONFIG", "/listed")), Is.EqualTo("listed"));
            Assert.That(Host(Everything), Is.EqualTo("10.96.0.1"));
            Assert.That(Host(Everything.WithVariable("KUBECONFIG", "")), Is.EqualTo("10.96.0.1"));
            Assert.That(Host(Everything.WithVariable("KUBERNETES_SERVICE_HOST", "")), Is.EqualTo("home"));
        }
    }

    [Test]
    public void LoadDefault_OverrideThatNamesAnEntry_SkipsThePod() =>
        Assert.That(Host(Everything, overrides: new KubeConfigOverrides { Context = "main" }), Is.EqualTo("home"));

    [Test]
    public void LoadDefault_MissingNamedFile_IsNoReasonToLookElsewhere() =>
        ConfigAssert.Refuses(() => Host(Everything, "/missing"), KubeConfigProblem.NotFound, field: null, "'/missing'");

    [Test]
    public void LoadDefault_MissingListedFiles_AreNoReasonToLookElsewhere() =>
        ConfigAssert.Refuses(() => Host(Everything.WithVariable("KUBECONFIG", "/missing")), KubeConfigProblem.NotFound, field: null, "'/missing'", "KUBECONFIG");

    [Test]
    public void LoadDefault_BrokenPodEnvironment_IsNotHiddenByTheHomeFile() => ConfigAssert.Refuses(
        () => Host(Everything.WithVariable("KUBERNETES_SERVICE_PORT", "x")), KubeConfigProblem.Invalid, "KUBERNETES_SERVICE_PORT");

    [Test]
    public void LoadDefault_Nothing_NamesAllThatWasTried()
    {
        ConfigAssert.Refuses(() => Host(new FakeConfigEnvironment()), KubeConfigProblem.NotFound, field: null, "KUBERNETES_SERVICE_HOST", "'/home/dev/.kube/config'");
        ConfigAssert.Refuses(() => Host(new FakeConfigEnvironment { HomeDirectory = null }), KubeConfigProblem.NotFound, field: null, "no home folder");
    }

    [Test]
    public void LoadInCluster_Overrides_Apply()
    {
        var overrides = new KubeConfigOverrides { Server = "https://other", Token = "t", Namespace = "n", ImpersonateUser = "bob" };
        var config = new ClusterConfigLoader(Everything).LoadDefault(overrides: overrides);
        var plain = new ClusterConfigLoader(Everything).LoadInCluster(new KubeConfigOverrides { Server = "http://proxy" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Server.Host, Is.EqualTo("other"));
            Assert.That(config.Credentials, Is.EqualTo(new TokenCredentialConfig { Token = "t" }));
            Assert.That(config.Namespace, Is.EqualTo("n"));
            Assert.That(config.Impersonation!.UserName, Is.EqualTo("bob"));
            Assert.That(config.Tls.CertificateAuthority, Is.Not.Null);
            Assert.That(plain.Credentials, Is.Null, "credentials never travel unencrypted");
        }
    }
}
