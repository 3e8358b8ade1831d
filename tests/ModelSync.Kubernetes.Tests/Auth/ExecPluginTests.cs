using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>What a plugin is told, and what is made of its answer.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class ExecPluginTests : ExecPluginFixture
{
    [TestCase(V1)]
    [TestCase(V1Beta1)]
    public async Task Token_and_end_are_read(string apiVersion)
    {
        var script = Prints($$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","spec":{},"status":{"token":"s3cret","expirationTimestamp":"2030-01-01T13:00:00Z"}}""");

        var credential = await RunAsync(Exec(script) with { ApiVersion = apiVersion });

        Assert.That(credential.Authorization?.ToString(), Is.EqualTo("Bearer s3cret"));
        Assert.That(credential.Expires, Is.EqualTo(new DateTimeOffset(2030, 1, 1, 13, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_certificate_ends_with_the_credential_or_by_itself([Values] bool tellsEnd)
    {
        var root = TestAuthority.CreateRoot();
        using var client = root.IssueClient("alice");
        var end = tellsEnd ? """ "expirationTimestamp":"2030-01-01T13:00:00Z", """ : "";
        var certificate = JsonEncodedText.Encode(client.ExportCertificatePem()).ToString();
        using var key = client.GetECDsaPrivateKey()!;
        var keyText = JsonEncodedText.Encode(key.ExportECPrivateKeyPem()).ToString();
        var script = Prints($$$"""{"kind":"ExecCredential","apiVersion":"{{{V1}}}","status":{ {{{end}}} "clientCertificateData":"{{{certificate}}}","clientKeyData":"{{{keyText}}}"}}""");

        var credential = await RunAsync(Exec(script));

        Assert.That(credential.Identity?.Subject, Is.EqualTo("CN=alice"));
        Assert.That(credential.Authorization, Is.Null);
        Assert.That(credential.Expires, Is.EqualTo(tellsEnd ? new DateTimeOffset(2030, 1, 1, 13, 0, 0, TimeSpan.Zero) : credential.Identity!.NotAfter));
    }

    [Test]
    public async Task Arguments_keep_spaces_quotes_and_emptiness()
    {
        // csharp #1568: joined by spaces they became others.
        var script = Prints(Token("t"), $"printf '%s\\n' \"$@\" > '{_folder["arguments"]}'");
        string[] arguments = ["--flag", "two words", "a\"b'c\\", "", "$HOME", "*"];

        await RunAsync(Exec(script) with { Arguments = arguments });

        Assert.That(_folder.Lines("arguments"), Is.EqualTo(arguments));
    }

    [Test]
    public async Task Variables_are_added_to_our_own()
    {
        var script = Prints(Token("t"), $"echo \"$ONE|$PATH\" > '{_folder["environment"]}'");

        await RunAsync(Exec(script) with { Environment = [new("ONE", "first"), new("ONE", "a b")] });

        Assert.That(_folder.Lines("environment").Single(), Is.EqualTo("a b|" + Environment.GetEnvironmentVariable("PATH")));
    }

    [TestCase(V1)]
    [TestCase(V1Beta1)]
    public async Task The_request_tells_version_and_interactivity(string apiVersion)
    {
        var script = Prints(Token("t", apiVersion), SaveInfo());

        await RunAsync(Exec(script) with { ApiVersion = apiVersion });

        Assert.That(_folder.Lines("info").Single(), Is.EqualTo($$$"""{"kind":"ExecCredential","apiVersion":"{{{apiVersion}}}","spec":{"interactive":false}}"""));
    }

    [Test]
    public async Task The_request_tells_of_the_cluster_when_asked_to()
    {
        // csharp #1808.
        var script = Prints(Token("t"), SaveInfo());
        var cluster = new ClusterConfig
        {
            Server = new Uri("https://cluster.example:6443/prefix"),
            Tls = new TlsConfig { ServerName = "inner.example", CertificateAuthority = PemSource.File(_folder.Write("ca.crt", "PEM")) },
            ProxyUrl = new Uri("http://proxy.example:3128"),
            DisableCompression = true,
            ExecExtensionJson = """{"audience":"a","list":[1]}""",
        };

        await RunAsync(Exec(script) with { ProvideClusterInfo = true }, cluster);

        Assert.That(
            _folder.Lines("info").Single(),
            Is.EqualTo(
                """
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://cluster.example:6443/prefix",
                "tls-server-name":"inner.example","certificate-authority-data":"UEVN","proxy-url":"http://proxy.example:3128","disable-compression":true,
                "config":{"audience":"a","list":[1]}},"interactive":false}}
                """.ReplaceLineEndings("")));
    }

    [Test]
    public async Task Embedded_authority_and_skipped_verification_are_told_too()
    {
        var script = Prints(Token("t"), SaveInfo());
        var cluster = new ClusterConfig { Server = new Uri("https://c.example"), Tls = new TlsConfig { SkipVerification = true, CertificateAuthority = PemSource.Embedded("PEM"u8.ToArray()) } };

        await RunAsync(Exec(script) with { ProvideClusterInfo = true }, cluster);

        Assert.That(_folder.Lines("info").Single(), Does.Contain("""{"server":"https://c.example","insecure-skip-tls-verify":true,"certificate-authority-data":"UEVN"}"""));
    }

    [Test]
    public async Task Nobody_is_asked_unless_there_is_a_terminal([Values("Never", "IfAvailable")] string mode)
    {
        var script = Prints(Token("t"), $"cat > '{_folder["input"]}'");

        await RunAsync(Exec(script) with { InteractiveMode = mode });

        Assert.That(_folder.Lines("input"), Is.Empty, "the input ends at once");
    }

    [Test]
    public async Task With_a_terminal_the_plugin_may_ask([Values("IfAvailable", "Always")] string mode)
    {
        var script = Prints(Token("t"), SaveInfo());

        await RunAsync(Exec(script) with { InteractiveMode = mode }, isTerminal: true);

        Assert.That(_folder.Lines("info").Single(), Does.Contain("\"interactive\":true"));
    }
}
