using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Kubelets;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Nodes.Kubelets;

[CancelAfter(30_000)]
internal sealed class PodServerTests
{
    private const string Address = "10.244.0.1";
    private readonly ManualTimeProvider _time = new();

    [Test]
    public async Task Whoever_is_told_of_the_end_of_a_drain_sees_it(CancellationToken cancellationToken)
    {
        await using var servers = new FakeModelServers();
        var seen = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        PodServer? server = null;
        await using var own = server = new PodServer(servers, network: null, seed: 0, () => seen.TrySetResult(server!.IsDrained), _time);
        var pod = TestPod.Make();
        var life = Running();
        await server.FollowAsync(pod, life, PodBehavior.Unsaid, Address);
        Assert.That(server.IsDrained, Is.False);
        var busy = new TaskCompletionSource();
        servers.Find("default/web")!.Busy = busy.Task;
        await server.FollowAsync(pod, life with { StoppedAt = _time.GetUtcNow() }, PodBehavior.Unsaid, Address);
        Assert.That(server.IsDrained, Is.False);
        busy.SetResult();
        Assert.That(await seen.Task.WaitAsync(cancellationToken), Is.True, "told before it was true, a pod would wait for the end of its grace period");
    }

    [Test]
    public async Task A_server_whose_pod_is_told_to_end_goes_on_answering()
    {
        await using var servers = new FakeModelServers();
        await using var server = new PodServer(servers, network: null, seed: 0, static () => { }, _time);
        var life = Running();
        await server.FollowAsync(TestPod.Make(), life, PodBehavior.Unsaid, Address);

        var ending = life with { StoppedAt = _time.GetUtcNow(), Containers = [life.Containers[0] with { IsReady = false }] };
        await server.FollowAsync(TestPod.Make(), ending, PodBehavior.Unsaid, Address);

        Assert.That(servers.Find("default/web")!.IsReady, Is.True, "a router that has not heard of it yet would have its request refused");
    }

    private PodLife Running() => new()
    {
        StartedAt = _time.GetUtcNow(),
        InitContainers = [],
        Containers = [new ContainerLife { Stage = ContainerStage.Running, Since = _time.GetUtcNow(), Runs = 1, IsReady = true }],
    };
}
