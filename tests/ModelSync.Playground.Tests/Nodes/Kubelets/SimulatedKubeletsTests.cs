using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.Nodes;
using ModelSync.Playground.Nodes.Kubelets;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Serving;
using ModelSync.Testing;
using Moq;

namespace ModelSync.Playground.Tests.Nodes.Kubelets;

[CancelAfter(120_000)]
internal sealed class SimulatedKubeletsTests
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    private readonly ManualTimeProvider _time = new();
    private Mock<ISubresourceClient<KubeletPod>> _status = null!;
    private Mock<IModelServers> _servers = null!;
    private SimulatedKubelets _kubelets = null!;

    [SetUp]
    public void Make()
    {
        _status = new Mock<ISubresourceClient<KubeletPod>>(MockBehavior.Strict);
        _servers = new Mock<IModelServers>(MockBehavior.Strict);
        _servers.Setup(servers => servers.Start(It.IsAny<ModelServerIdentity>(), It.IsAny<ServingBehavior>())).Returns(() => MockServer().Object);
        var pods = Mock.Of<IResourceClient<KubeletPod>>(client => client.Status == _status.Object);
        var client = new Mock<IKubernetesClient>();
        client.Setup(it => it.Resource(It.IsAny<ResourceType<KubeletPod>>())).Returns(pods);
        client.Setup(it => it.Cluster).Returns(ClusterName.Local);
        var behaviors = new Mock<ICache<ConfigMap>>();
        behaviors.Setup(it => it.WaitForSyncAsync(It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        var log = new KubeletLog(NullLogger.Instance);
        var options = new SimulatedNodesOptions { Servers = _servers.Object, Time = _time };
        _kubelets = new SimulatedKubelets(
            client.Object,
            new Dictionary<string, SimulatedNode> { ["node-1"] = SimulatedNode.Number(1, "node-") },
            behaviors.Object,
            new KubeletEvents(client.Object, log, _time),
            options,
            new RuntimeServices { TimeProvider = _time },
            log);
    }

    [TearDown]
    public void End() => _kubelets.Dispose();

    [Test]
    public async Task A_pod_that_always_fails_holds_no_other_up_and_is_tried_again_after_a_pause(CancellationToken cancellationToken)
    {
        // More pods than workers: some share the failing one's.
        var others = Enumerable.Range(0, 40).Select(number => TestPod.Make($"other-{number}")).ToArray();
        var reported = new CountdownEvent(others.Length);
        var failures = 0;
        OnPatch(name =>
        {
            if (name is "failing")
            {
                failures++;
                throw new KubernetesApiException(new ApiStatus { Code = 500 }, "PATCH");
            }

            reported.Signal();
            return TestPod.Make(name);
        });

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _kubelets.RunAsync(end.Token);
        Add(TestPod.Make("failing"));
        await _time.WaitForTimerDueInAsync(RetryPause, cancellationToken);
        foreach (var other in others)
        {
            Add(other);
        }

        await Eventually.TrueAsync(() => reported.IsSet, cancellationToken);
        Assert.That(failures, Is.EqualTo(1));
        _time.Advance(RetryPause);
        await Eventually.TrueAsync(() => failures == 2, cancellationToken);
        await EndAsync(end, running);
    }

    [Test]
    public async Task Nothing_is_reported_of_a_container_whose_server_can_not_be_started_until_it_can(CancellationToken cancellationToken)
    {
        _servers.SetupSequence(servers => servers.Start(It.IsAny<ModelServerIdentity>(), It.IsAny<ServingBehavior>()))
            .Throws(new SocketException((int)SocketError.TooManyOpenSockets))
            .Returns(MockServer().Object);
        OnPatch(name => TestPod.Make(name));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _kubelets.RunAsync(end.Token);
        Add(TestPod.Make());
        await _time.WaitForTimerDueInAsync(RetryPause, cancellationToken);
        Assert.That(_status.Invocations, Is.Empty);
        _time.Advance(RetryPause);
        await Eventually.TrueAsync(() => _status.Invocations.Count == 1, cancellationToken);
        await EndAsync(end, running);
    }

    [Test]
    public async Task What_was_reported_is_not_reported_again_and_a_pod_that_is_gone_takes_its_server_along(CancellationToken cancellationToken)
    {
        var server = MockServer();
        _servers.Setup(servers => servers.Start(It.IsAny<ModelServerIdentity>(), It.IsAny<ServingBehavior>())).Returns(server.Object);
        OnPatch(name => TestPod.Make(name));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _kubelets.RunAsync(end.Token);
        var pod = TestPod.Make();
        Add(pod);
        await Eventually.TrueAsync(() => _status.Invocations.Count == 1, cancellationToken);
        Add(pod with { });
        _kubelets.PodChanged(new InformerEvent<KubeletPod>(InformerEventKind.Deleted, pod.Metadata.Key, pod, New: null, Invalid: null, IsInInitialList: false));
        await Eventually.TrueAsync(() => _kubelets.Count == 0, cancellationToken);
        server.Verify(it => it.DisposeAsync(), Times.Once);
        Assert.That(_status.Invocations, Has.Count.EqualTo(1));
        await EndAsync(end, running);
    }

    [Test]
    public void A_worker_that_can_not_go_on_ends_them_all_with_its_reason(CancellationToken cancellationToken)
    {
        OnPatch(_ => throw new InvalidDataException("a bug"));
        var running = _kubelets.RunAsync(cancellationToken);
        Add(TestPod.Make("broken"));
        Assert.ThrowsAsync(Is.InstanceOf<InvalidDataException>().With.Message.EqualTo("a bug"), () => running.WaitAsync(cancellationToken));
    }

    private static async Task EndAsync(CancellationTokenSource end, Task running)
    {
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Mock<IModelServer> MockServer()
    {
        var server = new Mock<IModelServer>();
        server.Setup(it => it.Log).Returns(new FakeLog());
        server.Setup(it => it.EndPoint).Returns(new IPEndPoint(IPAddress.Loopback, 1));
        server.Setup(it => it.Behavior).Returns(ServingBehavior.Healthy);
        return server;
    }

    // One setup for all pods: the mock compiles each, and forty of them took longer than all else.
    private void OnPatch(Func<string, KubeletPod> answer) => _status
        .Setup(status => status.PatchAsync(It.IsAny<NamespacedName>(), It.IsAny<Patch>(), null, It.IsAny<CancellationToken>()))
        .Returns((NamespacedName key, Patch _, WriteOptions? _, CancellationToken _) => Task.FromResult(answer(key.Name)));

    private void Add(KubeletPod pod) =>
        _kubelets.PodChanged(new InformerEvent<KubeletPod>(InformerEventKind.Added, pod.Metadata.Key, Old: null, pod, Invalid: null, IsInInitialList: false));
}
