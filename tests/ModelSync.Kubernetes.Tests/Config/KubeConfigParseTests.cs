using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

public sealed class KubeConfigParseTests
{
    [Test]
    public void Parse_YamlOfEachKind_ReadsEveryField()
    {
        var config = KubeConfig.Parse(
            ConfigSamples.Document(
                cluster: $"tls-server-name: api\ncertificate-authority-data: {ConfigSamples.CertificateData}\nproxy-url: socks5://proxy:1080\ndisable-compression: true\nunknown: [1]",
                user: "token: t\ntokenFile: f\nas: bob\nas-uid: '7'\nas-groups: [a, b]\nas-user-extra: {scopes: [x, z]}\nclient-certificate: c.crt\nclient-key: c.key"),
            "test");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.CurrentContext, Is.EqualTo("main"));
            Assert.That(config.Clusters[0].Server, Is.EqualTo("https://api.example.com:6443/k8s/clusters/c-1"));
            Assert.That(config.Clusters[0].TlsServerName, Is.EqualTo("api"));
            Assert.That(config.Clusters[0].ProxyUrl, Is.EqualTo("socks5://proxy:1080"));
            Assert.That(config.Clusters[0].DisableCompression, Is.True);
            Assert.That(Encoding.UTF8.GetString(config.Clusters[0].CertificateAuthorityData!.Value.Span), Is.EqualTo(ConfigSamples.CertificatePem));
            Assert.That(config.Users[0].Token, Is.EqualTo("t"));
            Assert.That(config.Users[0].TokenFile, Is.EqualTo("f"));
            Assert.That(config.Users[0].Impersonate, Is.EqualTo("bob"));
            Assert.That(config.Users[0].ImpersonateUid, Is.EqualTo("7"));
            Assert.That(config.Users[0].ImpersonateGroups, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(config.Users[0].ImpersonateExtra["scopes"], Is.EqualTo(new[] { "x", "z" }));
            Assert.That(config.Users[0].ClientCertificate, Is.EqualTo("c.crt"));
            Assert.That(config.Users[0].ClientKey, Is.EqualTo("c.key"));
            Assert.That(config.Contexts[0], Has.Property("Cluster").EqualTo("main").And.Property("User").EqualTo("admin").And.Property("Namespace").EqualTo("team"));
            Assert.That(config.Users[0].Origin.ToString(), Is.EqualTo("test:16:5: users[0].user"));
        }
    }

    [Test]
    public void Parse_Json_IsYaml()
    {
        var config = KubeConfig.Parse("""{"current-context":"a","clusters":[{"name":"a","cluster":{"server":"https:\/\/a"}}],"users":null,"contexts":[]}""");
        Assert.That(config.Clusters[0].Server, Is.EqualTo("https://a"));
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("---\n")]
    public void Parse_NothingInIt_IsAnEmptyKubeConfig(string text) => Assert.That(KubeConfig.Parse(text).Contexts, Is.Empty);

    [Test]
    public void Parse_Utf8ByteOrderMark_IsSkipped() =>
        Assert.That(KubeConfig.Parse([0xEF, 0xBB, 0xBF, .. "current-context: a"u8]).CurrentContext, Is.EqualTo("a"));

    [Test]
    public void Parse_AliasesAndMergeKeys_AreFollowedAsKubectlDoes()
    {
        var config = KubeConfig.Parse(
            """
            base: &base {server: https://a, tls-server-name: base}
            more: &more {server: https://b, proxy-url: http://proxy}
            clusters:
            - {name: one, cluster: {<<: [*base, *more], tls-server-name: own}}
            - {name: two, cluster: *more}
            - {name: three, cluster: {"<<": 1}}
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Clusters[0].Server, Is.EqualTo("https://a"));
            Assert.That(config.Clusters[0].TlsServerName, Is.EqualTo("own"));
            Assert.That(config.Clusters[0].ProxyUrl, Is.EqualTo("http://proxy"));
            Assert.That(config.Clusters[1].Server, Is.EqualTo("https://b"));
            Assert.That(config.Clusters[2].Server, Is.Null);
        }
    }

    [Test]
    public void Parse_AliasBombInAnUnknownField_CostsNothing()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 50; level++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.That(KubeConfig.Parse(bomb.ToString()).Contexts, Is.Empty);
    }

    [Test]
    public void Parse_AliasBombInTheExecExtension_IsRefused()
    {
        var levels = string.Join('\n', Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]"));
        var text = "a0: &a0 x\n" + levels + "\nclusters: [{name: a, cluster: {extensions: [{name: client.authentication.k8s.io/exec, extension: *a9}]}}]";
        ConfigAssert.Refuses(() => KubeConfig.Parse(text), KubeConfigProblem.Invalid, "clusters[0].cluster.extensions[0].extension", "aliases");
    }

    [TestCase("users:\n- name: a\n  user: {token: 12345}", "users[0].user.token", "users[0].user.token: is a number but must be a string; put it in quotes", "cfg:3:10")]
    [TestCase("users:\n- name: a\n  user: {token: yes}", "users[0].user.token", "is a boolean but must be a string", "cfg:3:10")]
    [TestCase("users:\n- name: 1", "users[0].name", "is a number but must be a string", "cfg:2:3")]
    [TestCase("users: {a: b}", "users", "is a mapping but must be a list", "cfg:1:1")]
    [TestCase("users: [a]", "users[0]", "is a string but must be a mapping", "cfg:1:9")]
    [TestCase("users:\n- user: {}", "users[0].name", "is missing", "cfg:2:3")]
    [TestCase("users: [{name: a}, {name: a}]", "users[1].name", "names must differ", "cfg:1:21")]
    [TestCase("users: [{name: a, user: {exec: run}}]", "users[0].user.exec", "is a string but must be a mapping", "cfg:1:26")]
    [TestCase("users: [{name: a, user: {exec: {args: [1]}}}]", "users[0].user.exec.args[0]", "put it in quotes", "cfg:1:40")]
    [TestCase("users: [{name: a, user: {exec: {args: a b}}}]", "users[0].user.exec.args", "must be a list", "cfg:1:33")]
    [TestCase("users: [{name: a, user: {exec: {env: [{value: v}]}}}]", "users[0].user.exec.env[0].name", "is missing", "cfg:1:39")]
    [TestCase("clusters: [{name: a, cluster: {insecure-skip-tls-verify: \"true\"}}]", "clusters[0].cluster.insecure-skip-tls-verify", "without quotes", "cfg:1:32")]
    [TestCase("clusters: [{name: a, cluster: {insecure-skip-tls-verify: 1}}]", "clusters[0].cluster.insecure-skip-tls-verify", "must be a boolean", "cfg:1:32")]
    [TestCase("kind: Secret", "kind", "is 'Secret' but must be 'Config'", "cfg:1:1")]
    [TestCase("apiVersion: v2", "apiVersion", "must be 'v1'", "cfg:1:1")]
    [TestCase("current-context: a\ncurrent-context: b", "current-context", "stands twice", "cfg:2:1")]
    [TestCase("a: 1\n---\nb: 2", null, "one document", "cfg:2:1")]
    [TestCase("users:\n\t- name: a", null, "tab", "cfg:")]
    [TestCase("[]", null, "is a mapping, not a list", "cfg:1:1")]
    [TestCase("text", null, "is a mapping, not a string", "cfg:1:1")]
    [TestCase("{a: {b: ", null, "this is not YAML", "cfg:")]
    [TestCase("a: *b", null, "names no anchor", "cfg:1:4")]
    [TestCase("a: &a [*a]", null, "names no anchor", "cfg:1:8")]
    [TestCase("? [a]\n: b", null, "a key is a string, not a list", "cfg:1:3")]
    [TestCase("<<: text", null, "merge key", "cfg:1:5")]
    [TestCase("a: !!binary aGk=", null, "tag", "cfg:1:4")]
    [TestCase("a: !System.IO.FileInfo /etc/passwd", null, "tag", "cfg:1:4")]
    [TestCase("a: !!int text", null, "tag", "cfg:1:4")]
    [TestCase("a: b\u0000c", null, "U+0000", "cfg:1:5")]
    [TestCase("a: b\n# \u001b[2J", null, "U+001B", "cfg:2:3")]
    public void Parse_WrongDocument_NamesPlaceAndRemedy(string text, string? field, string reason, string place) =>
        Assert.That(ConfigAssert.Refuses(() => KubeConfig.Parse(text, "cfg"), KubeConfigProblem.Invalid, field, reason).Message, Does.StartWith(place));

    [TestCase("\"a\\nb\": 1\n\"a\\nb\": 2")]
    [TestCase("users: [{name: a, user: {as-user-extra: {\"a\\nb\": 1}}}]")]
    public void Parse_KeyWithALineBreak_CannotForgeALineInALog(string text)
    {
        var error = Assert.Throws<KubeConfigException>(() => KubeConfig.Parse(text))!;
        Assert.That(error.Message, Does.Contain("'a\\u000Ab'").And.Not.Contain("\n"));
    }

    [Test]
    public void Parse_LoneSurrogate_IsRefused() =>
        ConfigAssert.Refuses(() => KubeConfig.Parse("a: " + (char)0xD800 + "b"), KubeConfigProblem.Invalid, field: null, "1:4", "U+D800");

    [TestCase("a: !!str 123")]
    [TestCase("a: ! 123")]
    public void Parse_StringTag_MakesAString(string line) => Assert.That(KubeConfig.Parse("current-context" + line[1..]).CurrentContext, Is.EqualTo("123"));

    [Test]
    public void Parse_DeepNesting_IsRefused() =>
        ConfigAssert.Refuses(() => KubeConfig.Parse(new string('[', 100_000)), KubeConfigProblem.Invalid, field: null, "nests deeper than 64");

    [TestCase(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "UTF-16")]
    [TestCase(new byte[] { 0xFE, 0xFF, 0, (byte)'a' }, "UTF-16")]
    [TestCase(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xC0, 0x80 }, "not UTF-8")]
    public void Parse_OtherEncodings_AreRefused(byte[] bytes, string reason) =>
        ConfigAssert.Refuses(() => KubeConfig.Parse(bytes), KubeConfigProblem.Invalid, field: null, reason);

    [Test]
    public void Parse_Base64WithLineBreaks_IsAccepted()
    {
        var lines = string.Join('\n', ConfigSamples.CertificateData.Chunk(64).Select(chunk => "  " + new string(chunk)));
        var config = KubeConfig.Parse(ConfigSamples.Document(cluster: "certificate-authority-data: |\n" + lines));
        Assert.That(Encoding.UTF8.GetString(config.Clusters[0].CertificateAuthorityData!.Value.Span), Is.EqualTo(ConfigSamples.CertificatePem));
    }

    [Test]
    public void Parse_BadBase64_NamesTheFieldAndNeverTheValue()
    {
        var error = ConfigAssert.Refuses(
            () => KubeConfig.Parse(ConfigSamples.Document(user: "client-key-data: very!secret")), KubeConfigProblem.Invalid, "users[0].user.client-key-data", "base64");
        Assert.That(error.ToString(), Does.Not.Contain("very!secret"));
    }

    [Test]
    public void ToString_OfEveryPart_HidesSecrets()
    {
        var config = KubeConfig.Parse(
            ConfigSamples.Document(
                cluster: "proxy-url: http://u:hidden@proxy",
                user: "token: hidden\npassword: hidden\nexec: {apiVersion: client.authentication.k8s.io/v1, command: run, args: [hidden], env: [{name: A, value: hidden}]}"));
        var user = config.Users[0];
        var printed = $"{config} {config.Clusters[0]} {user} {user.Exec} {config.Contexts[0]} {new KubeConfigOverrides { Token = "hidden" }}";
        Assert.That(printed, Does.Contain("admin").And.Not.Contain("hidden"));
    }
}
