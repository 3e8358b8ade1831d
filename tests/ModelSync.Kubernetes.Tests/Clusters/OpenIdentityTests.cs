using System.Net;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>What caches do while somebody answers and it is not known who.</summary>
public sealed class OpenIdentityTests : ClusterFixture
{
    [Test]
    public async Task Caches_wait_while_the_server_is_too_busy_to_tell_who_it_is()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        server.IdentityStatus = HttpStatusCode.TooManyRequests;
        await BreakAsync(cluster, server);
        var list = ListAsync(cluster);
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Ct);
        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connected));
        Assert.That(list.IsCompleted, Is.False);

        server.IdentityStatus = HttpStatusCode.OK;
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await list).Items, Is.Empty);
    }

    [Test]
    public async Task Nor_do_they_ask_whoever_turns_out_to_be_another_cluster()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        server.IdentityStatus = HttpStatusCode.TooManyRequests;
        server.Uid = "uid-2";
        await BreakAsync(cluster, server);
        var list = ListAsync(cluster);
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Ct);

        server.IdentityStatus = HttpStatusCode.OK;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await WaitForAsync(cluster, ClusterState.Unreachable);

        Assert.That(list.IsCompleted, Is.False);
        Assert.That(Lists(server), Is.EqualTo(1), "the watch, and no list");
        await Registry.RemoveAsync(Blue);
        Assert.That(async () => await list, Throws.InstanceOf<ClusterNotConnectedException>());
    }

    [Test]
    public async Task A_first_answer_that_leaves_open_who_it_is_does_not_pass_for_the_expected_cluster()
    {
        var server = new FakeServer("uid-2") { IdentityStatus = HttpStatusCode.TooManyRequests };
        var cluster = await AddConnectedAsync(server, options: new ClusterOptions { ExpectedUid = "uid-1" });
        var list = ListAsync(cluster);

        await PassAsync(TimeSpan.FromSeconds(1));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(2), Ct);

        Assert.That(Lists(server), Is.Zero);
        await Registry.RemoveAsync(Blue);
        Assert.That(async () => await list, Throws.InstanceOf<ClusterNotConnectedException>());
    }

    // To wait for rights that nobody grants would be to stand still for good.
    [Test]
    public async Task Caches_go_on_with_one_warning_where_it_may_no_longer_be_asked_who_answers()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        server.IdentityStatus = HttpStatusCode.Forbidden;
        await BreakAsync(cluster, server);
        var list = ListAsync(cluster);

        Assert.That((await list).Items, Is.Empty);
        await Log.WaitForAsync(events => events.Any(told => told.Status.Message is not null), Ct);
        await PassAsync(TimeSpan.FromSeconds(10));
        await PassAsync(TimeSpan.FromSeconds(10));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.That(Log.Lines.Count(line => line == "blue Connected"), Is.EqualTo(2), "once connected, and once with the warning");
        Assert.That(cluster.Status.Message, Does.Contain("may no longer be read"));

        server.Uid = "uid-2";
        server.IdentityStatus = HttpStatusCode.OK;
        Clock.Advance(TimeSpan.FromSeconds(10));
        await WaitForAsync(cluster, ClusterState.Unreachable);
    }

    [Test]
    public async Task An_exchange_while_the_server_is_too_busy_to_tell_who_it_is_is_to_be_tried_again()
    {
        await AddConnectedAsync(new FakeServer("uid-1"));
        var busy = Connect(new FakeServer("uid-1") { IdentityStatus = HttpStatusCode.TooManyRequests });

        Assert.That(() => Registry.UpdateAsync(Blue, _ => Task.FromResult<IKubernetesClient>(busy.Client), Ct),
            Throws.InstanceOf<ClusterNotConnectedException>().With.Message.Contain("try again"));
    }

    // Without the local cluster the process can do nothing anyway, and its probe may be wrong.
    [Test]
    public async Task Caches_of_the_local_cluster_go_on_while_its_probes_fail()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, ClusterName.Local);
        server.IdentityStatus = HttpStatusCode.InternalServerError;
        await BreakAsync(cluster, server);

        Assert.That((await ListAsync(cluster)).Items, Is.Empty);
        await PassAsync(TimeSpan.FromSeconds(1));
        await WaitForAsync(cluster, ClusterState.Unreachable);
        Assert.That((await ListAsync(cluster)).Items, Is.Empty);
    }

    [Test]
    public async Task Caches_of_the_local_cluster_begin_where_its_first_probe_fails()
    {
        var cluster = Registry.Add(ClusterName.Local, Connect(new FakeServer("uid-1") { IdentityStatus = HttpStatusCode.InternalServerError }, ClusterName.Local).Client);

        await CachesOf(cluster).Started.WaitAsync(Ct);

        Assert.That((await ListAsync(cluster)).Items, Is.Empty);
    }

    [Test]
    public async Task Caches_of_the_local_cluster_ask_nobody_who_is_known_to_be_another()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, ClusterName.Local);
        server.Uid = "uid-2";
        await BreakAsync(cluster, server);
        var list = ListAsync(cluster);
        await WaitForAsync(cluster, ClusterState.Unreachable);

        Assert.That(list.IsCompleted, Is.False);
        Assert.That(Lists(server), Is.EqualTo(1), "the watch, and no list");
        await Registry.RemoveAsync(ClusterName.Local);
        Assert.That(async () => await list, Throws.InstanceOf<ClusterNotConnectedException>());
    }

    private static int Lists(FakeServer server) => server.Requests.Count(line => line.EndsWith("configmaps", StringComparison.Ordinal));

    private Task<ListPage<ConfigMap>> ListAsync(ICluster cluster) => CachesOf(cluster).Client.Resource<ConfigMap>().ListAsync(ListOptions.All, Ct);

    /// <summary>Has a cache see its connection end.</summary>
    private async Task BreakAsync(ICluster cluster, FakeServer server)
    {
        await using var watch = await CachesOf(cluster).Client.Resource<ConfigMap>().WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("10") }, Ct);
        await using var events = watch.GetAsyncEnumerator(Ct);
        Clock.Advance(TimeSpan.FromSeconds(2));
        server.BreakWatches();
        Assert.That(async () => await events.MoveNextAsync(), Throws.InstanceOf<KubernetesConnectionException>());
    }
}
