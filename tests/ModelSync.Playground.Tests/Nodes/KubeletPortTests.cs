using System.Net;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>What kubectl asks of nodes by way of the API server.</summary>
[CancelAfter(300_000)]
internal sealed class KubeletPortTests
{
    private NodesWorld _world = null!;
    private Namespaced _ns = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _world = await NodesWorld.GetAsync();
        _ns = await _world.NamespaceAsync("kubelet", CancellationToken.None);
        await _ns.RunAsync("talking", CancellationToken.None, version: "3.1.4");
        await _ns.UntilReadyAsync("talking", CancellationToken.None);
    }

    [Test]
    public async Task Logs_are_the_servers_own_and_as_long_as_they_are_asked_for(CancellationToken cancellationToken)
    {
        await AskAsync("talking", "first", cancellationToken);
        await AskAsync("talking", "second", cancellationToken);
        Assert.That(await _ns.KubectlAsync("logs talking", cancellationToken), Does.StartWith("serving fraud 3.1.4").And.Contain("GET /first").And.EndsWith("GET /second"));
        Assert.That(await _ns.KubectlAsync("logs talking --tail=1", cancellationToken), Is.EqualTo("GET /second"));
        Assert.That(await _ns.KubectlAsync("logs talking --tail=1 --timestamps", cancellationToken), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z GET /second$"));
        Assert.That(await _ns.KubectlAsync("logs talking --limit-bytes=7", cancellationToken), Is.EqualTo("serving"));
        Assert.That(await _ns.KubectlAsync("logs talking --since-time=2100-01-01T00:00:00Z", cancellationToken), Is.Empty);
        Assert.That(await _ns.KubectlAsync("logs talking --since=1h", cancellationToken), Does.StartWith("serving"));
    }

    [Test]
    public async Task Followed_logs_go_on_until_the_container_ends(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("followed", cancellationToken);
        await _ns.UntilReadyAsync("followed", cancellationToken);
        var following = _ns.KubectlAsync("logs -f followed", cancellationToken);
        await AskAsync("followed", "while-followed", cancellationToken);
        Assert.That(following.IsCompleted, Is.False);
        await _ns.KubectlAsync("delete pod followed", cancellationToken);
        Assert.That(await following, Does.Contain("GET /while-followed"));
    }

    [Test]
    public async Task The_run_before_a_crash_can_still_be_read(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("crashed", cancellationToken, annotations: [("restarts-until-ready", "1"), ("exit-code", "9")]);
        await _ns.UntilReadyAsync("crashed", cancellationToken);
        Assert.That(await _ns.KubectlAsync("logs -p crashed", cancellationToken), Does.StartWith("serving fraud").And.EndsWith("simulated: exited with code 9 (Error)"));
        Assert.That(await _ns.KubectlAsync("logs crashed", cancellationToken), Is.EqualTo("serving fraud 1.0.0"));
    }

    [Test]
    public async Task What_is_not_there_is_refused_in_a_kubelets_words(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("waiting", cancellationToken, annotations: [("state", "Pending")]);
        await _ns.UntilAsync("get pod waiting --no-headers", output => output.Contains("ContainerCreating", StringComparison.Ordinal), cancellationToken);
        Assert.That((await _ns.TryAsync("logs waiting", cancellationToken)).Error, Does.Contain("container \"model\" in pod \"waiting\" is waiting to start: ContainerCreating"));
        Assert.That((await _ns.TryAsync("logs -p talking", cancellationToken)).Error, Does.Contain("previous terminated container \"model\" in pod \"talking\" not found"));
    }

    [TestCase("exec talking -- ls")]
    [TestCase("attach talking")]
    [TestCase("port-forward pod/talking :8080")]
    public async Task What_a_simulated_pod_can_not_do_is_refused_in_words(string command, CancellationToken cancellationToken)
    {
        var result = await _ns.TryAsync(command, cancellationToken);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Error, Does.Contain("pod kubelet/talking is simulated").And.Contain("kubectl logs"));
    }

    [Test]
    public async Task A_node_tells_its_health_and_its_pods(CancellationToken cancellationToken)
    {
        var node = await _ns.KubectlAsync("get pod talking -o=jsonpath={.spec.nodeName}", cancellationToken);
        Assert.That(await _ns.KubectlAsync($"get --raw /api/v1/nodes/{node}/proxy/healthz", cancellationToken), Is.EqualTo("ok"));
        Assert.That(await _ns.KubectlAsync($"get --raw /api/v1/nodes/{node}/proxy/pods", cancellationToken), Does.Contain("PodList").And.Contain("talking"));
    }

    [Test]
    public async Task Only_the_API_server_is_let_in(CancellationToken cancellationToken)
    {
        var port = _world.Network.Resolve("10.99.0.2", 10250)!.Port;
        Assert.That(await StatusAsync(port, null, cancellationToken), Is.EqualTo((HttpStatusCode.Unauthorized, "a client certificate is needed: only the API server is let in here")));

        var admin = await StatusAsync(port, _world.ControlPlane.IssueClientCertificate("kubernetes-admin", ["system:masters"]), cancellationToken);
        Assert.That(admin.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(admin.Text, Does.Contain("kubernetes-admin is not let in"));

        using var stranger = CertificateAuthority.Create("stranger", TimeProvider.System);
        var forged = await StatusAsync(port, stranger.IssueClient("kube-apiserver-kubelet-client", []), cancellationToken);
        Assert.That(forged.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(forged.Text, Does.Contain("not signed by this cluster's authority"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> StatusAsync(int port, IssuedCertificate? certificate, CancellationToken cancellationToken)
    {
        using var own = certificate is null ? null : X509Certificate2.CreateFromPem(certificate.CertificatePem, certificate.PrivateKeyPem);
        using var handler = new SocketsHttpHandler { UseProxy = false };

        // As the API server does with kubelets, which sign their own.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        handler.SslOptions.ClientCertificates = own is null ? [] : [own];
        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(new Uri($"https://127.0.0.1:{port}/pods"), cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private Task<string> AskAsync(string pod, string path, CancellationToken cancellationToken) =>
        _ns.KubectlAsync($"get --raw /api/v1/namespaces/kubelet/pods/{pod}:8080/proxy/{path}", cancellationToken);
}
