using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>An unreachable cluster is a state, and no storm of errors and timeouts (pitfall 28).</summary>
public sealed class FailFastTests : ClusterFixture
{
    [Test]
    public async Task An_unreachable_member_refuses_requests_at_once_and_sends_nothing()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        await LoseAsync(cluster, server);
        var sent = server.Requests.Count;

        var refusal = Assert.ThrowsAsync<ClusterNotConnectedException>(() => GetAsync(cluster))!;

        Assert.That(refusal.Cluster, Is.EqualTo(Blue));
        Assert.That(refusal.State, Is.EqualTo(ClusterState.Unreachable));
        Assert.That(refusal.Message, Is.EqualTo("cluster \"blue\" is unreachable, nothing was sent: no answer within 5 s"));
        Assert.That(() => cluster.Client.Discovery.GetVersionAsync(Ct), Throws.InstanceOf<ClusterNotConnectedException>());
        Assert.That(() => cluster.Client.Resource<ConfigMap>().WatchAsync(new WatchOptions(), Ct), Throws.InstanceOf<ClusterNotConnectedException>());
        Assert.That(server.Requests, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task It_takes_two_failures_in_a_row_to_be_unreachable()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);

        server.CutOff();
        await PassAsync(TimeSpan.FromSeconds(10));
        await PassAsync(TimeSpan.FromSeconds(5));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Ct);
        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connected));
        server.Reconnect();

        Assert.That(await GetAsync(cluster), Is.Not.Null);
        await PassAsync(TimeSpan.FromSeconds(1));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public async Task A_cluster_that_comes_back_is_found_by_the_probes_and_serves_again()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        await LoseAsync(cluster, server);
        server.Reconnect();

        await PassAsync(TimeSpan.FromSeconds(2));
        await Log.WaitForAsync(events => events.Count > 0 && events[^1].Status.State == ClusterState.Connected, Ct);

        Assert.That(await GetAsync(cluster), Is.Not.Null);
        Assert.That(Log.Lines.TakeLast(2), Is.EqualTo(new[] { "blue Unreachable", "blue Connected" }));
    }

    [Test]
    public async Task A_failed_request_has_the_cluster_probed_at_once_but_not_in_a_hot_loop()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        Clock.Advance(TimeSpan.FromSeconds(3));
        await using var watch = await cluster.Client.Resource<ConfigMap>().WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("1") }, Ct);
        var probes = server.Probes;

        server.BreakWatches();
        await using var events = watch.GetAsyncEnumerator(Ct);
        Assert.That(async () => await events.MoveNextAsync(), Throws.InstanceOf<KubernetesConnectionException>());
        await server.WaitForAsync(seen => seen.Probes == probes + 1, Ct);
        for (var i = 0; i < 100; i++)
        {
            await using var another = await cluster.Client.Resource<ConfigMap>().WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("1") }, Ct);
            server.BreakWatches();
            await using var broken = another.GetAsyncEnumerator(Ct);
            Assert.That(async () => await broken.MoveNextAsync(), Throws.InstanceOf<KubernetesConnectionException>());
        }

        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Ct);
        Assert.That(server.Probes, Is.EqualTo(probes + 1));
    }

    [Test]
    public async Task The_local_cluster_lets_requests_try_all_the_same()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, ClusterName.Local);
        await LoseAsync(cluster, server);

        var request = GetAsync(cluster);
        await server.WaitForAsync(seen => seen.Requests[^1].EndsWith("configmaps/web", StringComparison.Ordinal), Ct);
        server.Reconnect();

        Assert.That(await request, Is.Not.Null);
    }

    [Test]
    public async Task Requests_beyond_the_cap_wait_their_turn_and_watches_are_not_counted()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, options: new ClusterOptions { MaxConcurrentRequests = 3 });
        server.Hold();
        Task<ConfigMap?>[] requests = [.. Enumerable.Range(0, 20).Select(_ => GetAsync(cluster))];
        await server.WaitForAsync(seen => seen.Requests.Count(line => line.EndsWith("web", StringComparison.Ordinal)) == 3, Ct);

        await using var watch = await cluster.Client.Resource<ConfigMap>().WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("1") }, Ct);
        server.LetGo();
        await Task.WhenAll(requests);

        Assert.That(server.MostInFlight, Is.EqualTo(3));
    }

    [Test]
    public async Task Who_waits_behind_hanging_requests_is_let_go_when_the_cluster_is_lost()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server, options: new ClusterOptions { MaxConcurrentRequests = 1 });
        server.Hold();
        var hanging = GetAsync(cluster);
        var waiting = GetAsync(cluster);
        await server.WaitForAsync(seen => seen.Requests.Any(line => line.EndsWith("web", StringComparison.Ordinal)), Ct);

        await LoseAsync(cluster, server);

        Assert.That(async () => await waiting, Throws.InstanceOf<ClusterNotConnectedException>());
        Assert.That(hanging.IsCompleted, Is.False);
        server.LetGo();
        Assert.That(await hanging, Is.Not.Null);
    }

    [Test]
    public async Task What_is_done_between_two_pages_is_not_counted()
    {
        var cluster = await AddConnectedAsync(new FakeServer("uid-1"), options: new ClusterOptions { MaxConcurrentRequests = 1 });

        await foreach (var page in cluster.Client.Resource<ConfigMap>().ListPagesAsync(ListOptions.All, Ct))
        {
            Assert.That(await GetAsync(cluster), Is.Not.Null);
            Assert.That(page.Items, Is.Empty);
        }
    }
}
