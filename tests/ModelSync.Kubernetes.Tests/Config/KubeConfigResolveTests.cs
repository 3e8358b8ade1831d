using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class KubeConfigResolveTests
{
    private const string TwoContexts =
        """
        current-context: Main
        clusters: [{name: Main, cluster: {server: https://upper, tls-server-name: upper}}, {name: main, cluster: {server: https://lower}}, {name: none}]
        users: [{name: Admin, user: {token: upper}}, {name: admin, user: {token: lower, as: eve, as-groups: [g]}}]
        contexts:
        - {name: Main, context: {cluster: Main, user: Admin, namespace: upper}}
        - {name: main, context: {cluster: main, user: admin}}
        - {name: lost-user, context: {cluster: main, user: ADMIN}}
        - {name: lost-cluster, context: {cluster: MAIN}}
        - {name: no-cluster, context: {user: admin}}
        - {name: no-server, context: {cluster: none}}
        - {name: anonymous, context: {cluster: main}}
        - {name: bad-namespace, context: {cluster: main, namespace: ../kube-system}}
        """;

    private static ClusterConfig Resolve(string text, KubeConfigOverrides? overrides = null) => KubeConfig.Parse(text, "cfg", "/etc/kube").ToClusterConfig(overrides);

    private static string? Token(ClusterConfig config) => (config.Credentials as TokenCredentialConfig)?.Token;

    [Test]
    public void Names_match_case_sensitively_unlike_in_the_csharp_client()
    {
        var upper = Resolve(TwoContexts);
        var lower = Resolve(TwoContexts, new KubeConfigOverrides { Context = "main" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(upper.Server.Host, Is.EqualTo("upper"));
            Assert.That(Token(upper), Is.EqualTo("upper"));
            Assert.That(upper.Namespace, Is.EqualTo("upper"));
            Assert.That(lower.Server.Host, Is.EqualTo("lower"));
            Assert.That(Token(lower), Is.EqualTo("lower"));
            Assert.That(lower.Namespace, Is.Null);
            Assert.That(lower.Impersonation, Is.Not.Null);
        }
    }

    [TestCase("MAIN", "contexts", "'MAIN'", "known are 'Main', 'main'")]
    [TestCase("lost-user", "contexts[2].context.user", "'ADMIN'", "case-sensitive")]
    [TestCase("lost-cluster", "contexts[3].context.cluster", "'MAIN'", "case-sensitive")]
    [TestCase("no-cluster", "contexts[4].context.cluster", "not set", "'no-cluster'")]
    [TestCase("no-server", "clusters[2].cluster.server", "missing", "'none'")]
    [TestCase("bad-namespace", "contexts[7].context.namespace", "'../kube-system'", "1 to 63")]
    public void Resolve_ContextThatCannotBeUsed_SaysWhy(string context, string field, string value, string remedy) => ConfigAssert.Refuses(
        () => Resolve(TwoContexts, new KubeConfigOverrides { Context = context }), KubeConfigProblem.Invalid, field, value, remedy);

    [Test]
    public void Resolve_NoCurrentContext_ListsTheContexts() =>
        ConfigAssert.Refuses(() => Resolve(TwoContexts.Replace("current-context: Main", "")), KubeConfigProblem.Invalid, "current-context", "not set", "'Main', 'main'");

    [Test]
    public void Resolve_ContextWithoutUser_IsAnonymous() =>
        Assert.That(Resolve(TwoContexts, new KubeConfigOverrides { Context = "anonymous" }).Credentials, Is.Null);

    [Test]
    public void Resolve_EachOverride_WinsOverTheKubeConfig()
    {
        var config = Resolve(
            TwoContexts,
            new KubeConfigOverrides
            {
                Cluster = "main",
                User = "admin",
                Namespace = "ns",
                Token = "given",
                ImpersonateUser = "bob",
                ImpersonateUid = "7",
                ImpersonateGroups = ["h"],
            });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Server.Host, Is.EqualTo("lower"));
            Assert.That(Token(config), Is.EqualTo("given"));
            Assert.That(config.Namespace, Is.EqualTo("ns"));
            Assert.That(config.Impersonation!.UserName, Is.EqualTo("bob"));
            Assert.That(config.Impersonation.Uid, Is.EqualTo("7"));
            Assert.That(config.Impersonation.Groups, Is.EqualTo(new[] { "h" }));
        }
    }

    [Test]
    public void Resolve_EmptyOverrides_ChangeNothing()
    {
        var config = Resolve(TwoContexts, new KubeConfigOverrides { Context = "", Cluster = "", User = "", Namespace = "", Server = "", Token = "", ImpersonateUser = "", ImpersonateUid = "" });
        Assert.That(config, Is.EqualTo(Resolve(TwoContexts)));
    }

    [Test]
    public void Resolve_ServerOverride_DropsTheOtherServersTlsName()
    {
        var config = Resolve(TwoContexts, new KubeConfigOverrides { Server = "https://new:1/prefix" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Resolve(TwoContexts).Tls.ServerName, Is.EqualTo("upper"));
            Assert.That(config.Tls.ServerName, Is.Null);
            Assert.That(config.Server.AbsoluteUri, Is.EqualTo("https://new:1/prefix"));
            Assert.That(Token(config), Is.EqualTo("upper"));
            Assert.That(KubeConfig.Empty.ToClusterConfig(new KubeConfigOverrides { Server = "https://new", Token = "t" }).Credentials, Is.Not.Null);
        }
    }

    [Test]
    public void Resolve_BadOverride_NamesIt()
    {
        ConfigAssert.Refuses(() => Resolve(TwoContexts, new KubeConfigOverrides { Server = "new:6443" }), KubeConfigProblem.Invalid, "server", "(override)", "no scheme");
        ConfigAssert.Refuses(() => Resolve(TwoContexts, new KubeConfigOverrides { Namespace = "A" }), KubeConfigProblem.Invalid, "namespace", "'A'");
        var error = ConfigAssert.Refuses(() => Resolve(TwoContexts, new KubeConfigOverrides { Token = "hidden\n" }), KubeConfigProblem.Invalid, "token", "line break");
        Assert.That(error.Message, Does.Not.Contain("hidden"));
    }

    [TestCase("https://host:6443/k8s/clusters/c-1", "https://host:6443/k8s/clusters/c-1")]
    [TestCase("https://host/prefix/?a=b#c", "https://host/prefix/")]
    [TestCase("https://[2001:db8::1]:6443", "https://[2001:db8::1]:6443/")]
    [TestCase("HTTPS://HOST", "https://host/")]
    public void Resolve_Server_KeepsThePathAndDropsTheRest(string server, string expected) =>
        Assert.That(Resolve(ConfigSamples.Document(server: $"'{server}'")).Server.AbsoluteUri, Is.EqualTo(expected));

    [TestCase("host:6443", "'host:6443' has no scheme; write https://")]
    [TestCase("localhost", "no scheme")]
    [TestCase("ftp://host", "'ftp' but must be https")]
    [TestCase("https://", "is no address")]
    [TestCase("https://host:0", "is no address")]
    [TestCase("https://host:99999", "is no address")]
    [TestCase("https://good\\@evil", "a backslash")]
    [TestCase(" https://host", "a space")]
    [TestCase("https://１２７.0.0.1", "outside ASCII")]
    [TestCase("https://bob:hidden@host", "username and password")]
    public void Resolve_WrongServer_SaysWhyAndHidesPasswords(string server, string reason)
    {
        var error = ConfigAssert.Refuses(() => Resolve(ConfigSamples.Document(server: $"'{server}'")), KubeConfigProblem.Invalid, "clusters[0].cluster.server", reason);
        Assert.That(error.Message, Does.Not.Contain("hidden@"));
    }

    [Test]
    public void Resolve_HttpServer_SendsNoCredentials()
    {
        var config = Resolve(ConfigSamples.Document(server: "http://127.0.0.1:8001", user: "token: t\nas: bob"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Credentials, Is.Null);
            Assert.That(config.Impersonation!.UserName, Is.EqualTo("bob"));
        }
    }

    [TestCase("http://proxy:3128")]
    [TestCase("https://u:p@proxy")]
    [TestCase("socks5://proxy:1080")]
    public void Resolve_ProxyUrl_IsApplied(string proxy)
    {
        var config = Resolve(ConfigSamples.Document(cluster: "proxy-url: " + proxy));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.ProxyUrl, Is.EqualTo(new Uri(proxy)));
            Assert.That(config.ToString(), Does.Not.Contain("u:p"));
        }
    }

    [TestCase("socks4://proxy", "'socks4' but must be http, https or socks5")]
    [TestCase("proxy:3128", "no scheme")]
    [TestCase("u:hidden@proxy", "no scheme")]
    public void Resolve_WrongProxyUrl_SaysWhy(string proxy, string reason)
    {
        var error = ConfigAssert.Refuses(
            () => Resolve(ConfigSamples.Document(cluster: "proxy-url: " + proxy)), KubeConfigProblem.Invalid, "clusters[0].cluster.proxy-url", reason);
        Assert.That(error.Message, Does.Not.Contain("hidden"));
    }

    [Test]
    public void Resolve_Impersonation_IsApplied()
    {
        var config = Resolve(ConfigSamples.Document(user: "token: t\nas: bob\nas-uid: u\nas-groups: [a, b]\nas-user-extra: {scopes: [x, z]}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Impersonation!.UserName, Is.EqualTo("bob"));
            Assert.That(config.Impersonation.Uid, Is.EqualTo("u"));
            Assert.That(config.Impersonation.Groups, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(config.Impersonation.Extra["scopes"], Is.EqualTo(new[] { "x", "z" }));
        }
    }

    [TestCase("as-groups: [a]", "users[0].user.as", "name the user")]
    [TestCase("as-uid: a", "users[0].user.as", "name the user")]
    [TestCase("as-user-extra: {a: [b]}", "users[0].user.as", "name the user")]
    [TestCase("as: \"a\\r\\nX-Evil: 1\"", "users[0].user.as", "control character in 'a\\u000D\\u000AX-Evil: 1'")]
    [TestCase("as: a\nas-groups: [\"a\\n\"]", "users[0].user.as-groups", "control character")]
    [TestCase("as: a\nas-user-extra: {\"a\\n\": [b]}", "users[0].user.as-user-extra", "control character")]
    public void Resolve_WrongImpersonation_SaysWhy(string user, string field, string reason) =>
        ConfigAssert.Refuses(() => Resolve(ConfigSamples.Document(user: user)), KubeConfigProblem.Invalid, field, reason);

    [Test]
    public void Resolve_Tls_TakesDataBeforeTheFile()
    {
        var data = Resolve(ConfigSamples.Document(cluster: $"certificate-authority: ca.crt\ncertificate-authority-data: {ConfigSamples.CertificateData}\ntls-server-name: api"));
        var file = Resolve(ConfigSamples.Document(cluster: "certificate-authority: ../ca.crt"));
        var insecure = Resolve(ConfigSamples.Document(cluster: "insecure-skip-tls-verify: true"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Tls.CertificateAuthority!.Data, Is.Not.Null);
            Assert.That(data.Tls.CertificateAuthority.Path, Is.Null);
            Assert.That(data.Tls.ServerName, Is.EqualTo("api"));
            Assert.That(file.Tls.CertificateAuthority!.Path, Is.EqualTo("/etc/ca.crt"));
            Assert.That(insecure.Tls.SkipVerification, Is.True);
        }
    }

    [Test]
    public void Resolve_InsecureBesideAnAuthority_IsAConflict() => ConfigAssert.Refuses(
        () => Resolve(ConfigSamples.Document(cluster: "insecure-skip-tls-verify: true\ncertificate-authority: ca.crt")),
        KubeConfigProblem.Invalid,
        "clusters[0].cluster.insecure-skip-tls-verify",
        "remove one");

    [TestCase("certificate-authority: file:///etc/ca.crt", "clusters[0].cluster.certificate-authority", "path of a file")]
    [TestCase("certificate-authority-data: aGVsbG8=", "clusters[0].cluster.certificate-authority-data", "holds no PEM")]
    public void Resolve_WrongAuthority_SaysWhy(string cluster, string field, string reason) =>
        ConfigAssert.Refuses(() => Resolve(ConfigSamples.Document(cluster: cluster)), KubeConfigProblem.Invalid, field, reason);

    [Test]
    public void Resolve_AuthorityDataWithAKeyOnly_SaysWhatItHolds() => ConfigAssert.Refuses(
        () => Resolve(ConfigSamples.Document(cluster: "certificate-authority-data: " + ConfigSamples.KeyData)),
        KubeConfigProblem.Invalid,
        "clusters[0].cluster.certificate-authority-data",
        "'PRIVATE KEY' but no CERTIFICATE");

    [Test]
    public void Resolve_RelativePathInTextWithoutAFolder_IsRefused() => ConfigAssert.Refuses(
        () => KubeConfig.Parse(ConfigSamples.Document(cluster: "certificate-authority: ca.crt")).ToClusterConfig(),
        KubeConfigProblem.Invalid,
        "clusters[0].cluster.certificate-authority",
        "'ca.crt'",
        "absolute");

    [Test]
    public void Parse_RelativeFolder_IsACallersMistake() => Assert.Throws<ArgumentException>(() => KubeConfig.Parse("", "cfg", "relative"));
}
