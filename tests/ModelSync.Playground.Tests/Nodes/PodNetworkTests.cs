using System.Net;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>Pods and Services by both doors of the virtual network.</summary>
[CancelAfter(300_000)]
internal sealed class PodNetworkTests
{
    private NodesWorld _world = null!;
    private Namespaced _ns = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _world = await NodesWorld.GetAsync();
        _ns = await _world.NamespaceAsync("network", CancellationToken.None);
    }

    [Test]
    public async Task Every_port_of_a_running_pod_answers_and_none_of_one_that_has_crashed(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("pod", cancellationToken, version: "2.0.0");
        await _ns.UntilReadyAsync("pod", cancellationToken);
        var address = await _ns.KubectlAsync("get pod pod -o=jsonpath={.status.podIP}", cancellationToken);
        Assert.That(await _ns.KubectlAsync("get --raw /api/v1/namespaces/network/pods/pod:8080/proxy/v2", cancellationToken), Is.EqualTo("fraud 2.0.0 /v2"));
        using var client = Client();
        Assert.That(await client.GetStringAsync(new Uri($"http://{address}:8080/metrics?x=1"), cancellationToken), Is.EqualTo("fraud 2.0.0 /metrics?x=1"));
        Assert.That(await client.GetStringAsync(new Uri($"http://{address}:9999/"), cancellationToken), Is.EqualTo("fraud 2.0.0 /"));

        await _ns.KubectlAsync("annotate pod pod playground.modelsync.io/state=CrashLoop", cancellationToken);
        await Eventually.TrueAsync(() => _world.Network.Resolve(address, 8080) is null, cancellationToken);
        using var refused = await client.GetAsync(new Uri($"http://{address}:8080/"), cancellationToken);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await refused.Content.ReadAsStringAsync(cancellationToken), Does.Contain($"nothing serves {address}:8080"));
    }

    [Test]
    public async Task A_Service_leads_to_its_ready_pods_by_name_and_address(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("one", cancellationToken, version: "5.0.0");
        await _ns.RunAsync("two", cancellationToken, version: "5.0.0");
        await _ns.UntilReadyAsync("one", cancellationToken);
        await _ns.UntilReadyAsync("two", cancellationToken);
        await _ns.KubectlAsync(
            "create -f -",
            cancellationToken,
            """
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "both"},
             "spec": {"selector": {"version": "5.0.0"}, "ports": [{"name": "web", "port": 80, "targetPort": "http"}, {"name": "other", "port": 81, "targetPort": 8080}]}}
            """);
        await Eventually.TrueAsync(() => _world.Network.Resolve("both.network.svc", 80) is not null, cancellationToken);
        await _ns.UntilAsync("get --raw /api/v1/namespaces/network/services/both:web/proxy/ping", output => output == "fraud 5.0.0 /ping", cancellationToken);

        var address = await _ns.KubectlAsync("get service both -o=jsonpath={.spec.clusterIP}", cancellationToken);
        using var client = Client();
        foreach (var host in (string[])[address, "both.network", "both.network.svc", "Both.Network.svc.cluster.local", "both.network.svc.cluster.local."])
        {
            Assert.That(await client.GetStringAsync(new Uri($"http://{host}:80/ping"), cancellationToken), Is.EqualTo("fraud 5.0.0 /ping"), host);
        }

        Assert.That(_world.Network.Resolve(address, 82), Is.Null, "a port that the Service does not have");
        await Eventually.TrueAsync(() => Enumerable.Range(0, 4).Select(_ => _world.Network.Resolve(address, 81)).Distinct().Count() == 2, cancellationToken);
        await _ns.KubectlAsync("annotate pod one two playground.modelsync.io/state=NotReady", cancellationToken);
        await Eventually.TrueAsync(() => _world.Network.Resolve(address, 80) is null, cancellationToken);
    }

    [Test]
    public async Task A_hanging_pod_is_ready_and_answers_nothing(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("hanging", cancellationToken, annotations: [("state", "Hang")]);
        await _ns.UntilReadyAsync("hanging", cancellationToken);
        Assert.That(_world.Servers.Find("network/hanging")!.Behavior.Hangs, Is.True);
        await _ns.KubectlAsync("annotate pod hanging --overwrite playground.modelsync.io/state=Ready playground.modelsync.io/latency-p50-ms=70 playground.modelsync.io/error-rate=0.5", cancellationToken);
        await Eventually.TrueAsync(
            () => _world.Servers.Find("network/hanging")!.Behavior is { Hangs: false, ErrorRate: 0.5, LatencyP50.TotalMilliseconds: 70 }, cancellationToken);
    }

    private HttpClient Client() => new(new SocketsHttpHandler { Proxy = new WebProxy(_world.Proxy.Url), UseProxy = true });
}
