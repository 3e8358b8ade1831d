using System.Net;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>Who a caller is must be the same with and without the proxy.</summary>
[CancelAfter(60_000)]
internal sealed class IdentityTests
{
    // Every version's words for one who may not do this name the user.
    private static readonly Uri Forbidden = new("/api/v1/namespaces/kube-system/secrets", UriKind.Relative);

    private ProxyFixture _fixture = null!;

    [OneTimeSetUp]
    public async Task Start() => _fixture = await ProxyFixture.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task A_user_by_certificate_is_the_same_user_behind_the_proxy(string version, CancellationToken cancellationToken)
    {
        var certificate = _fixture.ControlPlane.IssueClientCertificate("jürgen", ["readers", "writers"]);
        using var client = _fixture.Client(certificate: certificate, version: Version.Parse(version));
        using var direct = _fixture.Client(certificate: certificate, direct: true);
        Assert.That(await RefusalAsync(client, cancellationToken), Does.Contain("jürgen").And.EqualTo(await RefusalAsync(direct, cancellationToken)));
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task A_user_by_token_is_the_same_user_behind_the_proxy(string version, CancellationToken cancellationToken)
    {
        using var client = _fixture.Client(SharedControlPlane.Alice.Token, version: Version.Parse(version));
        Assert.That(await RefusalAsync(client, cancellationToken), Does.Contain("User \"alice\""));
    }

    [Test]
    public async Task Groups_of_a_certificate_give_their_rights(CancellationToken cancellationToken)
    {
        using var client = _fixture.Client(certificate: _fixture.ControlPlane.IssueClientCertificate("boss", ["others", "system:masters"]));
        using var answer = await client.GetAsync(Forbidden, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Both_kubeconfigs_lead_through_the_proxy(CancellationToken cancellationToken)
    {
        foreach (var kubeconfig in new[] { _fixture.Proxy.AdminKubeconfigPath, _fixture.Proxy.TokenKubeconfigPath, _fixture.Proxy.WriteKubeconfig("boss", ["system:masters"]) })
        {
            var config = ClusterConfigLoader.Default.LoadDefault(kubeconfig);
            await using var client = KubernetesClient.Create(config);
            Assert.That(config.Server.Port, Is.EqualTo(_fixture.Proxy.Url.Port));
            Assert.That((await client.Resource<Namespace>().GetAsync(NamespacedName.ClusterScoped("default"), cancellationToken))?.Metadata.Name, Is.EqualTo("default"));
        }
    }

    [Test]
    public async Task Nobody_becomes_somebody_else_by_a_header(CancellationToken cancellationToken)
    {
        var certificate = _fixture.ControlPlane.IssueClientCertificate("mallory", []);
        foreach (var client in new[] { _fixture.Client(certificate: certificate), _fixture.Client(SharedControlPlane.Alice.Token), _fixture.Client() })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_fixture.Proxy.Url, Forbidden)) { Version = HttpVersion.Version20 };
            request.Headers.Add("X-Remote-User", "root");
            request.Headers.Add("X-Remote-Group", "system:masters");
            using var answer = await client.SendAsync(request, cancellationToken);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), await answer.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    [Test]
    public async Task Impersonation_is_still_the_servers_to_allow(CancellationToken cancellationToken)
    {
        using var boss = _fixture.Client(certificate: _fixture.ControlPlane.IssueClientCertificate("boss", ["system:masters"]));
        boss.DefaultRequestHeaders.Add("Impersonate-User", "somebody");
        Assert.That(await RefusalAsync(boss, cancellationToken), Does.Contain("User \"somebody\" cannot list"));
    }

    [Test]
    public async Task A_certificate_that_does_not_count_is_401_as_without_the_proxy(CancellationToken cancellationToken)
    {
        using var stranger = CertificateAuthority.Create("stranger", TimeProvider.System);
        var late = _fixture.ControlPlane.IssueClientCertificate("late", ["system:masters"], TimeSpan.FromMinutes(-1));
        foreach (var certificate in new[] { late, stranger.IssueClient("boss", ["system:masters"]) })
        {
            using var client = _fixture.Client(certificate: certificate);
            using var direct = _fixture.Client(certificate: certificate, direct: true);
            using var answer = await client.GetAsync(Forbidden, cancellationToken);
            using var expected = await direct.GetAsync(Forbidden, cancellationToken);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized).And.EqualTo(expected.StatusCode));
            Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo(await expected.Content.ReadAsStringAsync(cancellationToken)));
        }
    }

    private static async Task<string?> RefusalAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(Forbidden, cancellationToken);
        using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        return status.RootElement.GetProperty("message").GetString();
    }
}
