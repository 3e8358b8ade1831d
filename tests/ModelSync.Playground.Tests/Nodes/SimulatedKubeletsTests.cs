using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.Nodes;
using ModelSync.Testing;
using Moq;

namespace ModelSync.Playground.Tests.Nodes;

[CancelAfter(10_000)]
internal sealed class SimulatedKubeletsTests
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<string, SimulatedNode> _nodes = new() { ["node-1"] = SimulatedNode.Number(1, "node-") };
    private Mock<ISubresourceClient<Pod>> _status = null!;
    private SimulatedKubelets _kubelets = null!;

    [SetUp]
    public void Make()
    {
        _status = new Mock<ISubresourceClient<Pod>>(MockBehavior.Strict);
        var pods = Mock.Of<IResourceClient<Pod>>(client => client.Status == _status.Object);
        var client = new Mock<IKubernetesClient>();
        client.Setup(it => it.Resource(It.IsAny<ResourceType<Pod>>())).Returns(pods);
        _kubelets = new SimulatedKubelets(client.Object, _nodes, new SimulatedNodesLog(NullLogger.Instance), _time);
    }

    [Test]
    public async Task A_pod_that_always_fails_holds_no_other_up_and_is_tried_again_after_a_pause(CancellationToken cancellationToken)
    {
        // More pods than workers: some share the failing one's.
        var others = Enumerable.Range(0, 40).Select(number => Pod($"other-{number}")).ToArray();
        var reported = new CountdownEvent(others.Length);
        var failures = 0;
        _status.Setup(Patch("failing")).Callback(() => failures++).ThrowsAsync(new KubernetesApiException(new ApiStatus { Code = 500 }, "PATCH"));
        foreach (var other in others)
        {
            _status.Setup(Patch(other.Metadata.Name!)).Callback(() => reported.Signal()).ReturnsAsync(other);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _kubelets.RunAsync(end.Token);
        await _kubelets.ChangedAsync(Pod("failing"), cancellationToken);
        await _time.WaitForTimersAsync(1, cancellationToken);
        foreach (var other in others)
        {
            await _kubelets.ChangedAsync(other, cancellationToken);
        }

        await Eventually.IsTrueAsync(() => reported.IsSet, cancellationToken);
        Assert.That(failures, Is.EqualTo(1));

        _time.Advance(RetryPause);
        await _time.WaitForTimersAsync(1, cancellationToken);
        Assert.That(failures, Is.EqualTo(2));
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Test]
    public async Task A_retry_never_undoes_what_a_newer_state_of_the_pod_has_brought(CancellationToken cancellationToken)
    {
        var pod = Pod("changing");
        var patches = 0;
        _status.Setup(Patch("changing")).ReturnsAsync(() => ++patches == 1 ? throw new KubernetesApiException(new ApiStatus { Code = 500 }, "PATCH") : pod);
        _status.Setup(Patch("last")).ReturnsAsync(pod);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _kubelets.RunAsync(end.Token);
        await _kubelets.ChangedAsync(pod, cancellationToken);
        await _time.WaitForTimersAsync(1, cancellationToken);
        await _kubelets.ChangedAsync(pod with { }, cancellationToken);
        await Eventually.IsTrueAsync(() => patches == 2, cancellationToken);

        // Of the same worker, and behind the retry in its queue.
        _time.Advance(RetryPause);
        await Eventually.IsTrueAsync(() => _time.ArmedTimers == 0, cancellationToken);
        await _kubelets.ChangedAsync(Pod("last") with { Metadata = pod.Metadata with { Name = "last" } }, cancellationToken);
        await Eventually.IsTrueAsync(() => _status.Invocations.Count >= 3, cancellationToken);
        Assert.That(patches, Is.EqualTo(2));
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Test]
    public async Task A_worker_that_can_not_go_on_ends_them_all_with_its_reason(CancellationToken cancellationToken)
    {
        _status.Setup(Patch("broken")).ThrowsAsync(new InvalidDataException("a bug"));
        var running = _kubelets.RunAsync(cancellationToken);
        await _kubelets.ChangedAsync(Pod("broken"), cancellationToken);
        Assert.ThrowsAsync(Is.InstanceOf<InvalidDataException>().With.Message.EqualTo("a bug"), () => running.WaitAsync(cancellationToken));
    }

    private static System.Linq.Expressions.Expression<Func<ISubresourceClient<Pod>, Task<Pod>>> Patch(string name) =>
        status => status.PatchAsync(It.Is<NamespacedName>(key => key.Name == name), It.IsAny<Patch>(), null, It.IsAny<CancellationToken>());

    private static Pod Pod(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = $"uid-{name}" },
        Spec = new PodSpec { NodeName = "node-1", Containers = [] },
    };
}
