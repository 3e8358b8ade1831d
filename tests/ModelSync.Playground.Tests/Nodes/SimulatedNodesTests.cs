using ModelSync.Playground.Nodes;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Nodes;

[CancelAfter(300_000)]
internal sealed class SimulatedNodesTests
{
    private NodesWorld _world = null!;
    private Namespaced _ns = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _world = await NodesWorld.GetAsync();
        _ns = await _world.NamespaceAsync("nodes", CancellationToken.None);
    }

    [Test]
    public async Task Nodes_are_ready_and_of_the_servers_version(CancellationToken cancellationToken)
    {
        var nodes = await _ns.KubectlAsync("get nodes --no-headers", cancellationToken);
        Assert.That(nodes.Split('\n'), Has.Length.EqualTo(3).And.All.Contains(" Ready ").And.All.Contains($"v{_world.ControlPlane.Binaries.Kubernetes}"));
        Assert.That(_world.Nodes.Names, Is.EqualTo(new[] { "node-1", "node-2", "node-3" }));
    }

    [Test]
    public async Task Nodes_renew_their_leases_and_report(CancellationToken cancellationToken)
    {
        const string Lease = "-n kube-node-lease get lease node-2 -o=jsonpath={.spec.holderIdentity}{.spec.renewTime}{.metadata.ownerReferences[0].kind}";
        var first = await _ns.UntilAsync(Lease, output => output.Length > 0, cancellationToken);
        Assert.That(first, Does.StartWith("node-2").And.EndWith("Node"));
        await _ns.UntilAsync(Lease, output => output != first, cancellationToken);

        const string Heartbeat = "get node node-2 -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].lastHeartbeatTime}";
        const string Transition = "get node node-2 -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].lastTransitionTime}";
        var (heartbeat, transition) = (await _ns.KubectlAsync(Heartbeat, cancellationToken), await _ns.KubectlAsync(Transition, cancellationToken));
        await _ns.UntilAsync(Heartbeat, output => output != heartbeat, cancellationToken);
        Assert.That(await _ns.KubectlAsync(Transition, cancellationToken), Is.EqualTo(transition));
    }

    [Test]
    public async Task A_deployment_rolls_out_scales_and_goes(CancellationToken cancellationToken)
    {
        await _ns.KubectlAsync("create deployment web --image=web:1 --replicas=5", cancellationToken);
        await _ns.KubectlAsync("rollout status deployment web", cancellationToken);
        await _ns.KubectlAsync("expose deployment web --port=80", cancellationToken);
        await _ns.KubectlAsync("scale deployment web --replicas=2", cancellationToken);
        await _ns.UntilAsync("get pods -l app=web -o name", output => output.Split('\n').Length == 2, cancellationToken);
        await _ns.UntilAsync("get endpoints web -o=jsonpath={.subsets[*].addresses[*].ip}", output => output.Split(' ').Count(ip => ip.StartsWith("10.244.", StringComparison.Ordinal)) == 2, cancellationToken);
        await _ns.KubectlAsync("delete deployment web --cascade=foreground", cancellationToken);
        await _ns.UntilAsync("get pods -l app=web -o name", output => output.Length == 0, cancellationToken);
    }

    [Test]
    public async Task A_rollout_to_a_version_that_is_never_ready_gets_stuck_and_goes_on_when_it_heals(CancellationToken cancellationToken)
    {
        await _ns.KubectlAsync("create deployment model --image=models/churn:1 --replicas=2", cancellationToken);
        await _ns.KubectlAsync("rollout status deployment model", cancellationToken);
        await _ns.KubectlAsync("create configmap playground-behaviors --from-literal=churn-2=state=CrashLoop", cancellationToken);
        await _ns.KubectlAsync("set image deployment/model churn=models/churn:2", cancellationToken);
        await _ns.UntilAsync("get pods -l app=model --no-headers", output => output.Contains("CrashLoopBackOff", StringComparison.Ordinal), cancellationToken);
        Assert.That((await _ns.TryAsync("rollout status deployment model --watch=false", cancellationToken)).Output, Does.Contain("Waiting"));
        await _ns.KubectlAsync("delete configmap playground-behaviors", cancellationToken);
        await _ns.KubectlAsync("rollout status deployment model", cancellationToken);
    }

    [Test]
    public async Task Nodes_go_on_after_a_restart_and_a_compaction(CancellationToken cancellationToken)
    {
        // Pods come and go while the watch is down, and the version that it would resume from is compacted away.
        await _world.ControlPlane.RestartApiServerAsync(cancellationToken);
        await _ns.KubectlAsync("create deployment after --image=web:1 --replicas=2", cancellationToken);
        await _ns.KubectlAsync("create configmap newer --from-literal=a=b", cancellationToken);
        await _world.ControlPlane.CompactEtcdAsync(cancellationToken);
        await _world.ControlPlane.RestartApiServerAsync(cancellationToken);
        await _ns.KubectlAsync("rollout status deployment after", cancellationToken);
        await _ns.KubectlAsync("scale deployment after --replicas=4", cancellationToken);
        await _ns.KubectlAsync("rollout status deployment after", cancellationToken);
    }

    [Test]
    public async Task Nodes_of_a_later_process_take_pods_over_with_their_restarts_and_addresses(CancellationToken cancellationToken)
    {
        await using var servers = new FakeModelServers();
        var options = new SimulatedNodesOptions { Count = 1, NamePrefix = "later-", Servers = servers, Timings = NodesWorld.Timings };
        await using (await SimulatedNodes.StartAsync(_world.Client, options, cancellationToken))
        {
            await _ns.RunAsync("kept", cancellationToken, spec: "\"nodeName\": \"later-1\",", annotations: [("restarts-until-ready", "1")]);
            await _ns.UntilReadyAsync("kept", cancellationToken);
        }

        Assert.That(servers.Count, Is.Zero);
        const string Facts = "get pod kept -o=jsonpath={.status.podIP}{.status.startTime}{.status.containerStatuses[0].restartCount}{.status.conditions}";
        var before = await _ns.KubectlAsync(Facts, cancellationToken);
        await using (await SimulatedNodes.StartAsync(_world.Client, options, cancellationToken))
        {
            await Eventually.TrueAsync(() => servers.Find("nodes/kept") is { IsReady: true }, cancellationToken);
            Assert.That(await _ns.KubectlAsync(Facts, cancellationToken), Is.EqualTo(before));
        }

        await _ns.KubectlAsync("delete node later-1", cancellationToken);
        await _ns.KubectlAsync("delete pod kept --force --grace-period=0", cancellationToken);
    }

    [Test]
    public void A_count_out_of_range_is_refused_with_its_value(CancellationToken cancellationToken)
    {
        var start = () => SimulatedNodes.StartAsync(_world.Client, new SimulatedNodesOptions { Count = 1001 }, cancellationToken);
        Assert.ThrowsAsync(Is.InstanceOf<ArgumentException>().With.Message.Contains("1001"), () => start());
    }

    [Test]
    public void A_period_of_nothing_is_refused_with_its_name(CancellationToken cancellationToken)
    {
        var start = () => SimulatedNodes.StartAsync(_world.Client, new SimulatedNodesOptions { Timings = new KubeletTimings { Relist = TimeSpan.Zero } }, cancellationToken);
        Assert.ThrowsAsync(Is.InstanceOf<ArgumentException>().With.Message.Contains("Relist"), () => start());
    }
}
