using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>A removed cluster leaves nothing behind, and is gone in bounded time whatever it does.</summary>
public sealed class RemovalTests : ClusterFixture
{
    [Test]
    public async Task A_removal_ends_caches_recorder_and_client_and_tells_everybody()
    {
        var connection = Connect(new FakeServer("uid-1"));
        var cluster = Registry.Add(Blue, connection.Client);
        await CachesOf(cluster).Started.WaitAsync(Ct);

        Assert.That(await Registry.RemoveAsync(Blue).WaitAsync(Ct));

        Assert.That(cluster.Removed.IsCancellationRequested);
        Assert.That(CachesOf(cluster).IsRunning, Is.False);
        Assert.That(((FakeRecorder)cluster.Events).IsRunning, Is.False);
        Assert.That(connection.Closed.IsCompleted);
        Assert.That(Registry.Clusters, Is.Empty);
        Assert.That(Clock.ArmedTimers, Is.Zero);
        await WaitForAsync(cluster, ClusterState.Removed);
        Assert.That(() => GetAsync(cluster), Throws.InstanceOf<ClusterNotConnectedException>().With.Message.Contain("is removed"));
        Assert.That(await Registry.RemoveAsync(Blue), Is.False);
    }

    [Test]
    public async Task A_black_hole_is_removed_while_it_connects()
    {
        var server = new FakeServer("uid-1");
        server.CutOff();
        var connection = Connect(server);
        Registry.Add(Blue, connection.Client);
        await server.WaitForAsync(seen => seen.Requests.Count == 1, Ct);

        await Registry.RemoveAsync(Blue).WaitAsync(Ct);

        Assert.That(connection.Closed.IsCompleted);
        Assert.That(Clock.ArmedTimers, Is.Zero);
    }

    [Test]
    public async Task A_cluster_is_removed_before_the_registry_runs()
    {
        Make(options => options);
        var connection = Connect(new FakeServer("uid-1"));
        Registry.Add(Blue, connection.Client);

        Assert.That(await Registry.RemoveAsync(Blue));

        Assert.That(connection.Closed.IsCompleted);
        Run();
    }

    [Test]
    public async Task Requests_under_way_end_with_the_cluster()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        server.Hold();
        var request = GetAsync(cluster);
        await server.WaitForAsync(seen => seen.Requests[^1].EndsWith("web", StringComparison.Ordinal), Ct);

        await Registry.RemoveAsync(Blue).WaitAsync(Ct);

        Assert.That(async () => await request, Throws.InstanceOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task Caches_that_do_not_end_are_waited_for_no_longer_than_said()
    {
        var never = new TaskCompletionSource();
        Make(options => options with { Informers = client => new FakeInformerSet(client) { Work = _ => never.Task } });
        Run();
        var connection = Connect(new FakeServer("uid-1"));
        var cluster = Registry.Add(Blue, connection.Client);
        await CachesOf(cluster).Started.WaitAsync(Ct);

        var removal = Registry.RemoveAsync(Blue);
        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(await removal.WaitAsync(Ct));
        Assert.That(connection.Closed.IsCompleted);
        Assert.That(Logs.Messages, Has.Some.Contains("has not ended within"));
        never.SetResult();
    }

    [Test]
    public async Task A_callback_of_the_removed_token_that_throws_harms_nobody()
    {
        var cluster = await AddConnectedAsync(new FakeServer("uid-1"));
        await using var registration = cluster.Removed.Register(() => throw new InvalidOperationException("not ours"));

        Assert.That(await Registry.RemoveAsync(Blue).WaitAsync(Ct));
        Assert.That(Logs.Messages, Has.Some.Contains("who was told of its removal failed"));
    }

    [Test]
    public async Task A_name_is_free_at_once_and_its_next_cluster_shares_nothing_with_the_last()
    {
        var never = new TaskCompletionSource();
        Make(options => options with { Informers = client => new FakeInformerSet(client) { Work = _ => never.Task } });
        Run();
        var first = Registry.Add(Blue, Connect(new FakeServer("uid-1")).Client);
        await CachesOf(first).Started.WaitAsync(Ct);
        var removal = Registry.RemoveAsync(Blue);

        var second = await AddConnectedAsync(new FakeServer("uid-2"));

        Assert.That(removal.IsCompleted, Is.False);
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.Client, Is.Not.SameAs(first.Client));
        Assert.That(second.Uid, Is.EqualTo("uid-2"));
        Assert.That(second.Removed.IsCancellationRequested, Is.False);
        Assert.That(await GetAsync(second), Is.Not.Null);
        Assert.That(() => GetAsync(first), Throws.InstanceOf<ClusterNotConnectedException>());
        Assert.That(Log.Events.TakeWhile(told => !ReferenceEquals(told.Cluster, second)).Select(told => told.Status.State), Has.Member(ClusterState.Removed));
        never.SetResult();
        await removal;
    }

    [Test]
    public async Task Many_comings_and_goings_at_once_leave_nothing_behind()
    {
        var connections = new List<FakeConnection>();
        var clusters = new List<ICluster>();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(lane => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var name = new ClusterName($"c{lane}");
                var server = new FakeServer($"uid-{lane}-{round}");
                if (round % 3 == 0)
                {
                    server.CutOff();
                }

                var connection = Connect(server, name);
                var cluster = Registry.Add(name, connection.Client);
                if (round % 3 == 1)
                {
                    await CachesOf(cluster).Started.WaitAsync(Ct);
                }

                Assert.That(await Registry.RemoveAsync(name).WaitAsync(Ct));
                lock (connections)
                {
                    connections.Add(connection);
                    clusters.Add(cluster);
                }
            }
        })));

        Assert.That(connections, Has.Count.EqualTo(200));
        Assert.That(connections.All(connection => connection.Closed.IsCompleted));
        Assert.That(clusters.All(cluster => !CachesOf(cluster).IsRunning));
        Assert.That(Registry.Clusters, Is.Empty);

        // The timer of a time-out is put away just after whoever waited has gone on.
        while (Clock.ArmedTimers > 0)
        {
            Ct.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
