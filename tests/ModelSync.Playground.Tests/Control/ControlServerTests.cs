using ModelSync.Playground.Control;

namespace ModelSync.Playground.Tests.Control;

[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ControlServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly FakeControl _control = new();

    private string Socket => Path.Combine(_folder.FullName, RunningPlaygrounds.SocketName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_state_comes_back_whole(CancellationToken cancellationToken)
    {
        await using var server = await ControlServer.StartAsync(Socket, _control, cancellationToken);
        using var client = new ControlClient("abc", Socket);
        var state = await client.StateAsync(cancellationToken);
        var cluster = state.Clusters.Single();
        Assert.Multiple(() =>
        {
            Assert.That(state, Has.Property("Id").EqualTo("abc").And.Property("Seed").EqualTo(42));
            Assert.That(cluster.Pods, Is.EqualTo(FakeControl.State.Clusters[0].Pods));
            Assert.That(cluster.Targets, Is.EqualTo(FakeControl.State.Clusters[0].Targets));
            Assert.That(cluster.Faults, Is.EqualTo(FakeControl.State.Clusters[0].Faults));
        });
    }

    [Test]
    public async Task Faults_are_added_listed_and_cleared(CancellationToken cancellationToken)
    {
        await using var server = await ControlServer.StartAsync(Socket, _control, cancellationToken);
        using var client = new ControlClient("abc", Socket);
        await client.AddFaultAsync(new FaultOrder(Cluster: null, "429 verb=create"), cancellationToken);
        await client.AddFaultAsync(new FaultOrder("local", "503"), cancellationToken);
        Assert.That((await client.FaultsAsync("local", cancellationToken)).Select(fault => fault.Rule), Is.EqualTo(new[] { "429 verb=create", "503" }));
        Assert.That((await client.ClearFaultsAsync(cluster: null, rule: 1, cancellationToken)).Single().Id, Is.EqualTo(1));
        Assert.That(await client.ClearFaultsAsync("local", rule: null, cancellationToken), Has.Count.EqualTo(1));
        Assert.That(await client.FaultsAsync(cluster: null, cancellationToken), Is.Empty);
    }

    [Test]
    public async Task What_is_refused_is_told_in_the_words_of_the_playground(CancellationToken cancellationToken)
    {
        await using var server = await ControlServer.StartAsync(Socket, _control, cancellationToken);
        using var client = new ControlClient("abc", Socket);
        Assert.That(async () => await client.FaultsAsync("moon & stars", cancellationToken), Throws.TypeOf<ControlException>().With.Message.EqualTo("there is no cluster moon & stars"));
        Assert.That(async () => await client.AddFaultAsync(new FaultOrder(Cluster: null, ""), cancellationToken), Throws.TypeOf<ControlException>().With.Message.EqualTo("there is no rule"));
    }

    [Test]
    public async Task It_is_known_and_ends_although_its_clusters_do_not_answer(CancellationToken cancellationToken)
    {
        await using var server = await ControlServer.StartAsync(Socket, _control, cancellationToken);
        using var client = new ControlClient("abc", Socket);
        _control.Trouble = new ControlException("cluster local has not answered within 5 s");
        Assert.That(async () => await client.StateAsync(cancellationToken), Throws.TypeOf<ControlException>().With.Message.EqualTo(_control.Trouble.Message));
        Assert.That(await client.IdentityAsync(cancellationToken), Is.EqualTo(new PlaygroundIdentity("abc", 7)));
        await client.EndAsync(cancellationToken);
        await _control.Ended.Task.WaitAsync(cancellationToken);
    }

    [Test]
    public void One_that_has_ended_meanwhile_is_told_in_words(CancellationToken cancellationToken)
    {
        using var client = new ControlClient("abc", Socket);
        Assert.That(
            async () => await client.EndAsync(cancellationToken),
            Throws.TypeOf<ControlException>().With.Message.StartsWith("playground abc does not answer"));
    }

    [Test]
    public async Task It_ends_when_told(CancellationToken cancellationToken)
    {
        await using var server = await ControlServer.StartAsync(Socket, _control, cancellationToken);
        using var client = new ControlClient("abc", Socket);
        await client.EndAsync(cancellationToken);
        await _control.Ended.Task.WaitAsync(cancellationToken);
    }
}
