using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>One cluster's objects and writes never get mixed up with another's, whatever DNS and load balancers do.</summary>
public sealed class IdentityTests : ClusterFixture
{
    private static readonly WatchOptions Resume = new() { ResourceVersion = new ResourceVersion("10") };

    [Test]
    public async Task Another_cluster_at_the_same_address_gets_no_requests_and_says_so()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);

        server.Uid = "uid-2";
        await PassAsync(TimeSpan.FromSeconds(10));
        await WaitForAsync(cluster, ClusterState.Unreachable);
        var sent = server.Requests.Count;

        Assert.That(cluster.Status.Message, Does.StartWith("another cluster answers"));
        Assert.That(cluster.Uid, Is.EqualTo("uid-1"));
        Assert.That(() => cluster.Client.Resource<ConfigMap>().CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "a", Namespace = "b" } }, null, Ct),
            Throws.InstanceOf<ClusterNotConnectedException>().With.Message.Contain("another cluster answers"));
        Assert.That(server.Requests, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task Nor_does_another_cluster_in_place_of_the_local_one()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, ClusterName.Local);

        server.Uid = "uid-2";
        await PassAsync(TimeSpan.FromSeconds(10));
        await WaitForAsync(cluster, ClusterState.Unreachable);

        Assert.That(() => GetAsync(cluster), Throws.InstanceOf<ClusterNotConnectedException>());
    }

    [Test]
    public async Task Caches_are_frozen_while_another_cluster_answers_and_go_on_after_an_exchange()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        var kind = CachesOf(cluster).Client.Resource<ConfigMap>();
        await using var watch = await kind.WatchAsync(Resume, Ct);
        await using var events = watch.GetAsyncEnumerator(Ct);
        var reading = events.MoveNextAsync();

        server.Uid = "uid-2";
        await PassAsync(TimeSpan.FromSeconds(10));
        await WaitForAsync(cluster, ClusterState.Unreachable);
        Assert.That(await reading, Is.False, "the open watch ends");
        var list = kind.ListAsync(ListOptions.All, Ct);
        Assert.That(list.IsCompleted, Is.False);
        Assert.That(server.Requests.Count(line => line.EndsWith("configmaps", StringComparison.Ordinal)), Is.EqualTo(1));

        var right = new FakeServer("uid-1");
        await Registry.UpdateAsync(Blue, _ => Task.FromResult<IKubernetesClient>(Connect(right).Client), Ct);
        await PassSoonAsync();

        Assert.That((await list).Items, Is.Empty);
        Assert.That(right.Requests[^1], Does.EndWith("configmaps"));
    }

    [Test]
    public async Task After_a_connection_has_ended_caches_ask_who_answers_before_they_ask_for_anything_else()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        var kind = CachesOf(cluster).Client.Resource<ConfigMap>();
        await using var watch = await kind.WatchAsync(Resume, Ct);
        await using var events = watch.GetAsyncEnumerator(Ct);
        Clock.Advance(TimeSpan.FromSeconds(2));

        server.Uid = "uid-2";
        server.BreakWatches();
        Assert.That(async () => await events.MoveNextAsync(), Throws.InstanceOf<KubernetesConnectionException>());
        var list = kind.ListAsync(ListOptions.All, Ct);
        await WaitForAsync(cluster, ClusterState.Unreachable);

        Assert.That(list.IsCompleted, Is.False);
        Assert.That(server.Requests.Count(line => line.EndsWith("configmaps", StringComparison.Ordinal)), Is.EqualTo(1), "the watch, and no list");
        await Registry.RemoveAsync(Blue);
        Assert.That(async () => await list, Throws.InstanceOf<ClusterNotConnectedException>());
    }

    [Test]
    public async Task Caches_of_an_unreachable_cluster_wait_and_go_on_the_moment_it_is_back()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        await LoseAsync(cluster, server);
        var sent = server.Requests.Count;
        var list = CachesOf(cluster).Client.Resource<ConfigMap>().ListAsync(ListOptions.All, Ct);
        await PassAsync(TimeSpan.FromSeconds(2));
        await server.WaitForAsync(seen => seen.Requests.Count > sent, Ct);
        Assert.That(server.Requests.Skip(sent), Is.All.EndsWith("kube-system"), "the probe is the only one who asks");

        server.Reconnect();

        Assert.That((await list).Items, Is.Empty);
    }

    [Test]
    public async Task A_cluster_that_is_not_the_expected_one_is_refused_from_the_first_answer_on()
    {
        var cluster = Registry.Add(Blue, Connect(new FakeServer("uid-2")).Client, new ClusterOptions { ExpectedUid = "uid-1" });
        await WaitForAsync(cluster, ClusterState.Unreachable);

        Assert.That(cluster.Status.Message, Does.Contain("expected uid-1"));
        Assert.That(CachesOf(cluster).Started.IsCompleted, Is.False);
    }

    // Probes that were asked for come a second after the last one began.
    private async Task PassSoonAsync()
    {
        await Clock.WaitForTimersAsync(1, Ct);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
