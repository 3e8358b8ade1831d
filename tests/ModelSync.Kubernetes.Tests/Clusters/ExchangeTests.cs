using System.Net;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>Credentials are exchanged without a restart: build, probe, swap, close (pitfall 23: the old connections do not stay).</summary>
public sealed class ExchangeTests : ClusterFixture
{
    [Test]
    public async Task Requests_during_an_exchange_succeed_on_the_old_or_the_new_client()
    {
        var server = new FakeServer("uid-1");
        var first = Connect(server);
        var cluster = Registry.Add(Blue, first.Client);
        await WaitForAsync(cluster, ClusterState.Connected);
        var client = cluster.Client;
        using var enough = new CancellationTokenSource();
        Task<int>[] load = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (!enough.IsCancellationRequested)
            {
                Assert.That(await GetAsync(cluster), Is.Not.Null);
                count++;
                await Task.Yield();
            }

            return count;
        }))];

        var connections = new List<FakeConnection> { first };
        for (var i = 0; i < 20; i++)
        {
            // Each client has its share of the load before it is exchanged.
            await server.WaitForAsync(_ => connections[^1].Requests > 5, Ct);
            connections.Add(Connect(server));
            await Registry.UpdateAsync(Blue, Giving(connections[^1]), Ct);
        }

        await enough.CancelAsync();
        Assert.That((await Task.WhenAll(load)).Sum(), Is.Positive);
        Assert.That(await GetAsync(cluster), Is.Not.Null);
        Assert.That(cluster.Client, Is.SameAs(client));
        await Task.WhenAll(connections[..^1].Select(connection => connection.Closed)).WaitAsync(Ct);
        Assert.That(connections[^1].Closed.IsCompleted, Is.False);
    }

    [Test]
    public async Task What_runs_on_the_old_client_ends_in_peace_and_then_it_is_closed()
    {
        var server = new FakeServer("uid-1");
        (var cluster, var first) = await AddAsync(server);
        server.Hold();
        var slow = GetAsync(cluster);
        await server.WaitForAsync(seen => seen.Requests[^1].EndsWith("web", StringComparison.Ordinal), Ct);

        await Registry.UpdateAsync(Blue, Giving(Connect(server)), Ct);
        Assert.That(first.Closed.IsCompleted, Is.False);
        server.LetGo();

        Assert.That(await slow, Is.Not.Null);
        await first.Closed.WaitAsync(Ct);
    }

    [Test]
    public async Task What_does_not_end_on_the_old_client_is_ended_after_the_grace()
    {
        Make(options => options with { ExchangeGrace = TimeSpan.FromSeconds(7) });
        Run();
        var server = new FakeServer("uid-1");
        (var cluster, var first) = await AddAsync(server);
        server.Hold();
        var stuck = GetAsync(cluster);
        await server.WaitForAsync(seen => seen.Requests[^1].EndsWith("web", StringComparison.Ordinal), Ct);

        await Registry.UpdateAsync(Blue, Giving(Connect(server)), Ct);
        await PassAsync(TimeSpan.FromSeconds(7));
        await first.Closed.WaitAsync(Ct);

        Assert.That(async () => await stuck, Throws.InstanceOf<KubernetesConnectionException>().With.Message.Contain("was closed before the answer came"));
    }

    [Test]
    public async Task A_watch_ends_quietly_and_resumes_on_the_new_client_without_a_list()
    {
        var server = new FakeServer("uid-1");
        (var cluster, var first) = await AddAsync(server);
        var kind = CachesOf(cluster).Client.Resource<ConfigMap>();
        await using var watch = await kind.WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("10") }, Ct);
        await using var events = watch.GetAsyncEnumerator(Ct);
        server.Tell("a", 11);
        Assert.That(await events.MoveNextAsync());

        var second = Connect(server);
        await Registry.UpdateAsync(Blue, Giving(second), Ct);

        Assert.That(await events.MoveNextAsync(), Is.False, "it ends as if the server had ended it");
        await watch.DisposeAsync();
        await first.Closed.WaitAsync(Ct);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await using var next = await kind.WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("11") }, Ct);
        server.Tell("b", 12);
        await using var more = next.GetAsyncEnumerator(Ct);
        Assert.That(await more.MoveNextAsync());
        Assert.That(more.Current.ResourceVersion, Is.EqualTo(new ResourceVersion("12")));
        Assert.That(server.Requests.Count(line => line.EndsWith("configmaps", StringComparison.Ordinal)), Is.EqualTo(2), "two watches and no list");
        Assert.That(second.Requests, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task A_configuration_that_does_not_work_is_refused_and_the_old_one_stays()
    {
        var server = new FakeServer("uid-1");
        (var cluster, var first) = await AddAsync(server);
        var second = Connect(new FakeServer("uid-1") { IdentityStatus = HttpStatusCode.Unauthorized });

        Assert.That(() => Registry.UpdateAsync(Blue, Giving(second), Ct),
            Throws.InstanceOf<ClusterNotConnectedException>().With.Message.Contain("the old one stays").And.Message.Contain("401"));

        await second.Closed.WaitAsync(Ct);
        Assert.That(await GetAsync(cluster), Is.Not.Null);
        Assert.That(first.Closed.IsCompleted, Is.False);
        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public async Task A_configuration_that_leads_to_another_cluster_is_refused_and_the_old_one_stays()
    {
        var server = new FakeServer("uid-1");
        (var cluster, var first) = await AddAsync(server);
        var second = Connect(new FakeServer("uid-2"));

        var refusal = Assert.ThrowsAsync<ClusterIdentityException>(() => Registry.UpdateAsync(Blue, Giving(second), Ct))!;

        Assert.That(refusal.Message, Does.Contain("leads to another cluster (UID uid-2").And.Contain("expected uid-1").And.Contain("remove the cluster"));
        await second.Closed.WaitAsync(Ct);
        Assert.That(await GetAsync(cluster), Is.Not.Null);
        Assert.That(first.Closed.IsCompleted, Is.False);
    }

    [Test]
    public async Task A_configuration_that_may_not_tell_who_answers_is_refused_unless_that_is_not_asked()
    {
        var server = new FakeServer("uid-1");
        await AddAsync(server);
        var mute = new FakeServer("uid-1") { IdentityStatus = HttpStatusCode.Forbidden };

        Assert.That(() => Registry.UpdateAsync(Blue, Giving(Connect(mute)), Ct),
            Throws.InstanceOf<ClusterIdentityException>().With.Message.Contain("may not read the namespace kube-system"));

        await Registry.RemoveAsync(Blue);
        await AddConnectedAsync(server, options: new ClusterOptions { CheckIdentity = false });
        await Registry.UpdateAsync(Blue, Giving(Connect(mute)), Ct);
    }

    [Test]
    public async Task An_exchange_brings_an_unreachable_cluster_back_at_once()
    {
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        await LoseAsync(cluster, server);

        await Registry.UpdateAsync(Blue, Giving(Connect(new FakeServer("uid-1"))), Ct);

        Assert.That(cluster.Status.State, Is.EqualTo(ClusterState.Connected));
        Assert.That(await GetAsync(cluster), Is.Not.Null);
    }

    [Test]
    public async Task A_removal_ends_an_exchange_that_hangs()
    {
        var server = new FakeServer("uid-1");
        await AddAsync(server);
        var silent = new FakeServer("uid-1");
        silent.CutOff();
        var next = Connect(silent);
        var exchange = Registry.UpdateAsync(Blue, Giving(next), Ct);
        await silent.WaitForAsync(seen => seen.Requests.Count == 1, Ct);

        await Registry.RemoveAsync(Blue).WaitAsync(Ct);

        Assert.That(async () => await exchange, Throws.InstanceOf<ClusterNotConnectedException>());
        await next.Closed.WaitAsync(Ct);
    }

    [Test]
    public void A_cluster_that_is_not_there_cannot_be_updated()
    {
        Assert.That(() => Registry.UpdateAsync(Blue, Giving(Connect(new FakeServer("u"))), Ct), Throws.ArgumentException.With.Message.Contain("no cluster \"blue\""));
    }

    private static Func<CancellationToken, Task<IKubernetesClient>> Giving(FakeConnection connection) =>
        _ => Task.FromResult<IKubernetesClient>(connection.Client);

    private async Task<(ICluster Cluster, FakeConnection Connection)> AddAsync(FakeServer server)
    {
        var connection = Connect(server);
        var cluster = Registry.Add(Blue, connection.Client);
        await WaitForAsync(cluster, ClusterState.Connected);
        return (cluster, connection);
    }
}
