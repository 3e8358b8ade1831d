using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>Adding clusters: never a wait for the caller, never one cluster's trouble for another (pitfall 28).</summary>
public sealed class ConnectingTests : ClusterFixture
{
    [Test]
    public async Task A_cluster_that_answers_is_connected_and_runs_its_caches_and_recorder()
    {
        var cluster = await AddConnectedAsync(new FakeServer("uid-1"));
        await CachesOf(cluster).Started.WaitAsync(Ct);

        Assert.That(cluster.Uid, Is.EqualTo("uid-1"));
        Assert.That(cluster.Status.LastContact, Is.EqualTo(Clock.GetUtcNow()));
        Assert.That(((FakeRecorder)cluster.Events).IsRunning);
        Assert.That(Log.Lines, Is.EqualTo(new[] { "blue Connecting", "blue Connected" }).Or.EqualTo(new[] { "blue Connected" }));
        Assert.That(Registry.TryGet(Blue, out var found) && ReferenceEquals(found, cluster));
    }

    [Test]
    public async Task Caches_and_recorder_are_the_runtimes_own_where_none_are_named()
    {
        Make(options => options with { Informers = null, Events = null });
        Run();
        var server = new FakeServer("uid-1");
        var cluster = Registry.Add(Blue, Connect(server).Client);
        var cache = cluster.Informers.Add(ResourceType.Of<ConfigMap>());

        await cache.WaitForSyncAsync(Ct);
        await server.WaitForAsync(seen => seen.OpenWatches == 1, Ct);

        Assert.That(cluster.Events, Is.InstanceOf<EventRecorder>());
    }

    [Test]
    public async Task A_cluster_added_before_the_registry_runs_connects_once_it_does()
    {
        Make(options => options);
        var server = new FakeServer("uid-1");
        var cluster = Registry.Add(Blue, Connect(server).Client);
        Assert.That(server.Requests, Is.Empty);

        Run();

        await WaitForAsync(cluster, ClusterState.Connected);
    }

    [Test]
    public async Task Fifty_clusters_connect_as_if_the_black_hole_among_them_were_not_there()
    {
        var hole = new FakeServer("hole");
        hole.CutOff();
        var dead = Registry.Add(new ClusterName("hole"), Connect(hole, new ClusterName("hole")).Client);
        var stuck = Registry.Add(new ClusterName("stuck"), _ => new TaskCompletionSource<IKubernetesClient>().Task);
        ICluster[] healthy = [.. Enumerable.Range(0, 49).Select(number =>
        {
            var name = new ClusterName($"c{number}");
            return Registry.Add(name, Connect(new FakeServer($"uid-{number}"), name).Client);
        })];

        // The clock stands still: whoever waited for another's timeout would wait for ever.
        foreach (var cluster in healthy)
        {
            await WaitForAsync(cluster, ClusterState.Connected);
            Assert.That(await GetAsync(cluster), Is.Not.Null);
        }

        Assert.That(dead.Status.State, Is.EqualTo(ClusterState.Connecting));
        Assert.That(stuck.Status.State, Is.EqualTo(ClusterState.Connecting));
    }

    [Test]
    public async Task A_factory_that_blocks_its_thread_blocks_neither_the_caller_nor_its_removal()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = Connect(new FakeServer("uid-1"));
        Registry.Add(Blue, _ =>
        {
            entered.SetResult();
            release.Wait(Ct);
            return Task.FromResult<IKubernetesClient>(connection.Client);
        });
        await entered.Task.WaitAsync(Ct);

        Assert.That(await Registry.RemoveAsync(Blue).WaitAsync(Ct));
        release.Set();

        await connection.Closed.WaitAsync(Ct);
    }

    [Test]
    public async Task A_client_that_cannot_be_made_is_tried_again_and_its_secrets_are_not_told()
    {
        var connection = Connect(new FakeServer("uid-1"));
        var tries = 0;
        var cluster = Registry.Add(Blue, _ => ++tries == 1
            ? throw new InvalidOperationException("token=hunter2")
            : Task.FromResult<IKubernetesClient>(connection.Client));
        await Log.WaitForAsync(events => events.Any(told => told.Status.Message is not null), Ct);

        Assert.That(cluster.Status.Message, Is.EqualTo("InvalidOperationException: see the log"));
        Assert.That(() => GetAsync(cluster), Throws.InstanceOf<ClusterNotConnectedException>().With.Message.Contain("not connected yet"));
        await PassAsync(TimeSpan.FromSeconds(1));
        await WaitForAsync(cluster, ClusterState.Connected);
    }

    [Test]
    public async Task A_configuration_that_cannot_be_used_is_a_message_of_the_cluster_not_an_exception_of_the_caller()
    {
        var cluster = Registry.Add(Blue, new ClusterConfig { Server = new Uri("ftp://example.com") });
        await Log.WaitForAsync(events => events.Any(told => told.Status.Message is not null), Ct);

        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connecting));
        Assert.That(cluster.Status.Message, Does.StartWith("server must be an http or https address"));
    }

    [Test]
    public void A_name_that_is_taken_is_refused_with_the_remedy()
    {
        Registry.Add(Blue, Connect(new FakeServer("uid-1")).Client);

        Assert.That(() => Registry.Add(Blue, Connect(new FakeServer("uid-2")).Client),
            Throws.ArgumentException.With.Message.Contain("there is a cluster \"blue\" already").And.Message.Contain("remove it first"));
    }

    [Test]
    public void A_client_of_another_name_is_refused()
    {
        Assert.That(() => Registry.Add(Blue, Connect(new FakeServer("uid-1"), ClusterName.Local).Client),
            Throws.ArgumentException.With.Message.Contain("the client is of cluster \"local\""));
    }

    [Test]
    public async Task A_server_that_tells_nobody_who_it_is_is_asked_for_it_once()
    {
        var server = new FakeServer("uid-1") { IdentityStatus = System.Net.HttpStatusCode.Forbidden };
        var cluster = await AddConnectedAsync(server);
        await PassAsync(TimeSpan.FromSeconds(10));
        await server.WaitForAsync(seen => seen.Requests.Count == 3, Ct);

        Assert.That(cluster.Uid, Is.Null);
        Assert.That(server.Requests, Is.EqualTo(new[] { "GET /api/v1/namespaces/kube-system", "GET /readyz", "GET /readyz" }));
    }

    [Test]
    public async Task Caches_that_fail_for_good_end_the_process()
    {
        var failing = new FakeServer("uid-1");
        Make(options => options with { Informers = client => new FakeInformerSet(client) { Work = _ => throw new InvalidOperationException("broken") } });
        Run();
        var connection = Connect(failing);
        Registry.Add(Blue, connection.Client);

        Assert.That(async () => await Running.WaitAsync(Ct), Throws.InvalidOperationException.With.Message.EqualTo("broken"));
        await connection.Closed.WaitAsync(Ct);
        Make(options => options);
        Run();
    }

    // Not told to end, and yet ended: the cluster would look connected, and nobody would work for it.
    [Test]
    public async Task Caches_that_are_cancelled_though_nobody_told_them_to_end_have_failed()
    {
        Make(options => options with { Informers = client => new FakeInformerSet(client) { Work = _ => throw new TaskCanceledException("a token of its own") } });
        Run();
        var connection = Connect(new FakeServer("uid-1"));
        Registry.Add(Blue, connection.Client);

        Assert.That(async () => await Running.WaitAsync(Ct), Throws.InvalidOperationException.With.Message.Contains("cluster \"blue\"")
            .And.InnerException.InstanceOf<OperationCanceledException>());
        await connection.Closed.WaitAsync(Ct);
        Make(options => options);
        Run();
    }

    [Test]
    public async Task The_end_of_the_registry_ends_all_that_runs_and_closes_all_clients()
    {
        FakeConnection[] connections = [.. Enumerable.Range(0, 5).Select(number => Connect(new FakeServer("u"), new ClusterName($"c{number}")))];
        ICluster[] clusters = [.. connections.Select(connection => Registry.Add(connection.Client.Cluster, connection.Client))];
        foreach (var cluster in clusters)
        {
            await CachesOf(cluster).Started.WaitAsync(Ct);
        }

        await StopRegistryAsync();

        Assert.That(connections.All(connection => connection.Closed.IsCompleted));
        Assert.That(clusters.All(cluster => !CachesOf(cluster).IsRunning && !((FakeRecorder)cluster.Events).IsRunning));
        Assert.That(Clock.ArmedTimers, Is.Zero);
        Assert.That(() => Registry.Add(Blue, Connect(new FakeServer("u")).Client), Throws.InstanceOf<ObjectDisposedException>());
    }
}
