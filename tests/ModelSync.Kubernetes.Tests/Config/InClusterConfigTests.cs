using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class InClusterConfigTests
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount/";

    [TestCase("10.96.0.1", "443", "https://10.96.0.1/")]
    [TestCase("fd00:1::1", "6443", "https://[fd00:1::1]:6443/")]
    [TestCase("[fd00:1::1]", "6443", "https://[fd00:1::1]:6443/")]
    [TestCase("kubernetes.default.svc", "8443", "https://kubernetes.default.svc:8443/")]
    public void Load_InAPod_ReachesTheServiceOfTheCluster(string host, string port, string expected)
    {
        var environment = new FakeConfigEnvironment().InPod(host, port);
        var config = InClusterConfig.Load(environment);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Server.AbsoluteUri, Is.EqualTo(expected));
            Assert.That(config.Credentials, Is.EqualTo(new TokenFileCredentialConfig { Path = Folder + "token" }));
            Assert.That(config.Tls.CertificateAuthority!.Path, Is.EqualTo(Folder + "ca.crt"));
            Assert.That(config.Namespace, Is.EqualTo("team-a"));
            Assert.That(environment.Read, Is.EqualTo(new[] { Folder + "namespace" }), "the token is read by whoever connects");
        }
    }

    [Test]
    public void Load_PodNamespace_WinsOverTheServiceAccounts() =>
        Assert.That(InClusterConfig.Load(new FakeConfigEnvironment().InPod().WithVariable("POD_NAMESPACE", "team-b")).Namespace, Is.EqualTo("team-b"));

    [TestCase("KUBERNETES_SERVICE_HOST", "", KubeConfigProblem.NotFound, "does not run in a Kubernetes pod")]
    [TestCase("KUBERNETES_SERVICE_PORT", "", KubeConfigProblem.NotFound, "does not run in a Kubernetes pod")]
    [TestCase("KUBERNETES_SERVICE_PORT", "https", KubeConfigProblem.Invalid, "'https' but must be a port")]
    [TestCase("KUBERNETES_SERVICE_PORT", "0", KubeConfigProblem.Invalid, "1 to 65535")]
    [TestCase("KUBERNETES_SERVICE_HOST", "a/b", KubeConfigProblem.Invalid, "'a/b' but must be a host name")]
    [TestCase("KUBERNETES_SERVICE_HOST", "bob@host", KubeConfigProblem.Invalid, "must be a host name")]
    [TestCase("POD_NAMESPACE", "../x", KubeConfigProblem.Invalid, "'../x'")]
    public void Load_WrongVariable_SaysWhy(string variable, string value, KubeConfigProblem problem, string reason) =>
        ConfigAssert.Refuses(() => InClusterConfig.Load(new FakeConfigEnvironment().InPod().WithVariable(variable, value)), problem, variable, reason);

    [Test]
    public void Load_NoServiceAccount_SaysThatItIsNotMounted()
    {
        var environment = new FakeConfigEnvironment().WithVariable("KUBERNETES_SERVICE_HOST", "h").WithVariable("KUBERNETES_SERVICE_PORT", "1");
        ConfigAssert.Refuses(() => InClusterConfig.Load(environment), KubeConfigProblem.NotFound, Folder + "token", "automountServiceAccountToken");
        environment.WithFile(Folder + "token", "t");
        ConfigAssert.Refuses(() => InClusterConfig.Load(environment), KubeConfigProblem.NotFound, Folder + "ca.crt", "automountServiceAccountToken");
        environment.WithFile(Folder + "ca.crt", "c");
        Assert.That(InClusterConfig.Load(environment).Namespace, Is.Null);
    }

    [Test]
    public void Load_UnreadableNamespace_SaysSo() => ConfigAssert.Refuses(
        () => InClusterConfig.Load(new FakeConfigEnvironment { ReadFailure = new IOException("broken") }.InPod()),
        KubeConfigProblem.Invalid,
        Folder + "namespace",
        "broken");
}
