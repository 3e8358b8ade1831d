using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Nodes;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>On a control plane of their own: other tests want one without nodes.</summary>
[CancelAfter(90_000)]
internal sealed class SimulatedNodesTests
{
    private LocalControlPlane _controlPlane = null!;
    private KubernetesClient _client = null!;
    private SimulatedNodes _nodes = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { WatchCache = false }, CancellationToken.None);
        _client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(_controlPlane.AdminKubeconfigPath));
        _nodes = await SimulatedNodes.StartAsync(_client, new SimulatedNodesOptions { Count = 3 }, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _nodes.DisposeAsync();
        await _client.DisposeAsync();
        await _controlPlane.DisposeAsync();
    }

    [Test]
    public async Task Nodes_are_ready_and_of_the_servers_version(CancellationToken cancellationToken)
    {
        var nodes = await _controlPlane.KubectlOkAsync("get nodes --no-headers", null, cancellationToken);
        Assert.That(nodes.Split('\n'), Has.Length.EqualTo(3).And.All.Contains(" Ready ").And.All.Contains($"v{_controlPlane.Binaries.Kubernetes}"));
        Assert.That(_nodes.Names, Is.EqualTo(new[] { "node-1", "node-2", "node-3" }));
    }

    [Test]
    public async Task A_deployment_rolls_out_scales_and_goes(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("create deployment web --image=web:1 --replicas=5", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("rollout status deployment web", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("expose deployment web --port=80", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("scale deployment web --replicas=2", null, cancellationToken);
        await UntilAsync("get pods -l app=web -o name", output => output.Split('\n').Length == 2, cancellationToken);
        await UntilAsync("get endpoints web -o=jsonpath={.subsets[*].addresses[*].ip}", output => output.Split(' ').Count(ip => ip.StartsWith("10.244.", StringComparison.Ordinal)) == 2, cancellationToken);
        await _controlPlane.KubectlOkAsync("delete deployment web --cascade=foreground", null, cancellationToken);
        await UntilAsync("get pods -l app=web -o name", output => output.Length == 0, cancellationToken);
    }

    [Test]
    public async Task A_job_runs_to_its_end(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("create job once --image=once", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("wait --for=condition=complete job/once --timeout=60s", null, cancellationToken);
    }

    [Test]
    public async Task The_annotation_holds_a_pod_back_and_takes_its_readiness(CancellationToken cancellationToken)
    {
        const string Pod = """{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "held", "annotations": {"playground.modelsync.io/state": "Pending"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}""";
        const string PhaseAndReady = "get pod held -o=jsonpath={.status.phase}{.status.conditions[?(@.type==\"Ready\")].status}";
        await _controlPlane.KubectlOkAsync("create -f -", Pod, cancellationToken);
        await UntilAsync("get pod held -o=jsonpath={.spec.nodeName}", output => output.Length > 0, cancellationToken);
        await _controlPlane.KubectlOkAsync("annotate pod held --overwrite playground.modelsync.io/state=NotReady", null, cancellationToken);
        await UntilAsync(PhaseAndReady, output => output == "RunningFalse", cancellationToken);
        await _controlPlane.KubectlOkAsync("annotate pod held playground.modelsync.io/state-", null, cancellationToken);
        await UntilAsync(PhaseAndReady, output => output == "RunningTrue", cancellationToken);
    }

    [Test]
    public async Task Nodes_go_on_after_a_restart_and_a_compaction(CancellationToken cancellationToken)
    {
        // Pods come and go while the watch is down, and the version that it would resume from is compacted away.
        await _controlPlane.RestartApiServerAsync(cancellationToken);
        await _controlPlane.KubectlOkAsync("create deployment after --image=web:1 --replicas=2", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("create configmap newer --from-literal=a=b", null, cancellationToken);
        await _controlPlane.CompactEtcdAsync(cancellationToken);
        await _controlPlane.RestartApiServerAsync(cancellationToken);
        await _controlPlane.KubectlOkAsync("rollout status deployment after", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("scale deployment after --replicas=4", null, cancellationToken);
        await _controlPlane.KubectlOkAsync("rollout status deployment after", null, cancellationToken);
    }

    [Test]
    public void A_count_out_of_range_is_refused_with_its_value(CancellationToken cancellationToken)
    {
        var start = () => SimulatedNodes.StartAsync(_client, new SimulatedNodesOptions { Count = 1001 }, cancellationToken);
        Assert.ThrowsAsync(Is.InstanceOf<ArgumentException>().With.Message.Contains("1001"), () => start());
    }

    private Task UntilAsync(string arguments, Func<string, bool> condition, CancellationToken cancellationToken) => Eventually.IsTrueAsync(
        async () => condition(await _controlPlane.KubectlOkAsync(arguments, null, cancellationToken)),
        cancellationToken);
}
