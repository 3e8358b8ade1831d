using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class KubeConfigLoaderTests
{
    private const string First =
        """
        current-context: one
        clusters: [{name: shared, cluster: {server: https://first, certificate-authority: ca.crt}}]
        users: [{name: shared, user: {token: first}}]
        contexts: [{name: one, context: {cluster: shared, user: shared}}]
        """;

    private const string Second =
        """
        current-context: two
        clusters: [{name: shared, cluster: {server: https://second, tls-server-name: second}}, {name: other, cluster: {server: https://other, certificate-authority: ca.crt}}]
        users: [{name: shared, user: {tokenFile: second}}, {name: other, user: {tokenFile: keys/token, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./run}}}]
        contexts: [{name: two, context: {cluster: other, user: other}}]
        """;

    [Test]
    public void ReadDefault_SeveralFiles_FirstToNameAnEntryOrTheContextWins()
    {
        var environment = new FakeConfigEnvironment().WithFile("/a/one", First).WithFile("/b/two", Second).WithVariable("KUBECONFIG", "/a/one:/b/two");
        var config = new KubeConfigLoader(environment).ReadDefault()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.CurrentContext, Is.EqualTo("one"));
            Assert.That(config.Clusters.Select(cluster => cluster.Server), Is.EqualTo(new[] { "https://first", "https://other" }));
            Assert.That(config.Clusters[0].TlsServerName, Is.Null, "entries are never mixed");
            Assert.That(config.Users[0].TokenFile, Is.Null, "entries are never mixed");
            Assert.That(config.Contexts.Select(context => context.Name), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(config.Clusters[1].Origin.Source, Is.EqualTo("/b/two"));
        }
    }

    [Test]
    public void ReadDefault_SeveralFiles_EachRelativePathStartsFromItsOwnFile()
    {
        var environment = new FakeConfigEnvironment().WithFile("/a/one", First).WithFile("/home/b/two", Second).WithVariable("KUBECONFIG", "/a/one:b/two");
        var config = new KubeConfigLoader(environment).ReadDefault()!;
        var one = config.ToClusterConfig();
        var two = config.ToClusterConfig(new KubeConfigOverrides { Context = "two" });
        var mixed = config.ToClusterConfig(new KubeConfigOverrides { User = "other" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(one.Tls.CertificateAuthority!.Path, Is.EqualTo("/a/ca.crt"));
            Assert.That(two.Tls.CertificateAuthority!.Path, Is.EqualTo("/home/b/ca.crt"));
            Assert.That(two.Credentials, Is.EqualTo(new TokenFileCredentialConfig { Path = "/home/b/keys/token" }));
            Assert.That(mixed.Tls.CertificateAuthority!.Path, Is.EqualTo("/a/ca.crt"));
            Assert.That(mixed.Credentials, Is.EqualTo(two.Credentials));
            Assert.That(environment.Read, Is.EqualTo(new[] { "/a/one", "/home/b/two" }), "only the kubeconfigs themselves are read");
        }
    }

    [Test]
    public void ReadDefault_CurrentContextOnlyInALaterFile_IsTaken()
    {
        var environment = new FakeConfigEnvironment().WithFile("/a", "current-context: ''").WithFile("/b", Second).WithVariable("KUBECONFIG", "/a:/b");
        Assert.That(new KubeConfigLoader(environment).ReadDefault()!.CurrentContext, Is.EqualTo("two"));
    }

    [TestCase(':', "/x::/x:/missing:/y:", "/x,/missing,/y")]
    [TestCase(';', "C:/x;;D:/y;C:/x", "C:/x,D:/y")]
    public void DefaultPaths_List_LeavesOutEmptyAndRepeatedNames(char separator, string list, string expected) => Assert.That(
        new KubeConfigLoader(new FakeConfigEnvironment { PathListSeparator = separator }.WithVariable("KUBECONFIG", list)).DefaultPaths,
        Is.EqualTo(expected.Split(',')));

    [Test]
    public void ReadDefault_NoVariable_ReadsTheHomeFile()
    {
        var environment = new FakeConfigEnvironment().WithFile("/home/dev/.kube/config", First).WithVariable("KUBECONFIG", "");
        Assert.That(new KubeConfigLoader(environment).ReadDefault()!.CurrentContext, Is.EqualTo("one"));
    }

    [Test]
    public void ReadDefault_MissingFiles_AreLeftOutAndNullSaysThatAllAre()
    {
        var environment = new FakeConfigEnvironment().WithFile("/a", First).WithVariable("KUBECONFIG", "/missing:/a");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new KubeConfigLoader(environment).ReadDefault()!.CurrentContext, Is.EqualTo("one"));
            Assert.That(new KubeConfigLoader(new FakeConfigEnvironment().WithVariable("KUBECONFIG", "/missing")).ReadDefault(), Is.Null);
            Assert.That(new KubeConfigLoader(new FakeConfigEnvironment { HomeDirectory = null }).ReadDefault(), Is.Null);
        }
    }

    [Test]
    public void ReadDefault_OneBrokenFile_FailsTheWholeList()
    {
        var environment = new FakeConfigEnvironment().WithFile("/a", First).WithFile("/b", "users: 1").WithVariable("KUBECONFIG", "/a:/b");
        var error = ConfigAssert.Refuses(() => new KubeConfigLoader(environment).ReadDefault(), KubeConfigProblem.Invalid, "users");
        Assert.That(error.Message, Does.StartWith("/b:1:1: users"));
    }

    [Test]
    public void ReadFile_Missing_IsNotFound() =>
        ConfigAssert.Refuses(() => new KubeConfigLoader(new FakeConfigEnvironment()).ReadFile("nowhere"), KubeConfigProblem.NotFound, field: null, "'nowhere'");

    [Test]
    public void ReadFile_Unreadable_SaysSo()
    {
        var environment = new FakeConfigEnvironment { ReadFailure = new UnauthorizedAccessException("denied") };
        ConfigAssert.Refuses(() => new KubeConfigLoader(environment).ReadFile("/a"), KubeConfigProblem.Invalid, field: null, "'/a'", "denied");
    }

    [Test]
    public void System_environment_reads_real_files_and_tells_missing_ones()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "config");
            File.WriteAllText(path, First);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(KubeConfigLoader.Default.ReadFile(path).CurrentContext, Is.EqualTo("one"));
                Assert.That(SystemConfigEnvironment.Instance.ReadFile(path + "/missing/too"), Is.Null);
                Assert.That(SystemConfigEnvironment.Instance.ReadFile(Path.Combine(folder.FullName, "missing")), Is.Null);
                Assert.That(SystemConfigEnvironment.Instance.FileExists(path), Is.True);
                Assert.That(SystemConfigEnvironment.Instance.FileExists(folder.FullName), Is.False);
                Assert.That(Path.IsPathFullyQualified(SystemConfigEnvironment.Instance.CurrentDirectory), Is.True);
                Assert.That(SystemConfigEnvironment.Instance.HomeDirectory, Is.Not.Empty);
                ConfigAssert.Refuses(() => KubeConfigLoader.Default.ReadFile(folder.FullName), KubeConfigProblem.Invalid, field: null, "cannot be read");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
