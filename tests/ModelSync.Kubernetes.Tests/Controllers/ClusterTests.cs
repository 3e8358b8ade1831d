using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Clusters come and go, and none waits for another.</summary>
public sealed class ClusterTests : ControllerFixture
{
    private static readonly TimeSpan LongBackoff = TimeSpan.FromSeconds(1000);

    [Test]
    public async Task A_cluster_that_comes_later_is_worked_on()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));
        member.Caches.Of<ConfigMap>().Set(Map("web"));
        var call = await NextCallAsync();

        Assert.That(call.Request, Is.EqualTo(WebRequest with { Cluster = member.Name }));
        Assert.That(call.Context.Cluster, Is.SameAs(member));
        call.Return();
    }

    [Test]
    public async Task A_cluster_that_leaves_ends_its_reconciles_watches_and_metrics()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));
        member.Caches.Of<ConfigMap>().Set(Map("web"));
        var call = await NextCallAsync();
        var cancelled = new TaskCompletionSource();
        await using var registration = call.Token.Register(() => cancelled.SetResult());
        call.EndWithToken();
        Registry.Remove(member);
        await cancelled.Task.WaitAsync(Token);

        Assert.That(() => member.Caches.Of<ConfigMap>().Subscribers, Is.Zero.After(10_000, 5));
        Assert.That(() => Logs.Messages, Has.Some.EqualTo("Information: maps has left the cluster paris. ").After(10_000, 5));
        Assert.That(Metrics.Of("modelsync.controller.synced", "paris"), Is.Zero);
        Assert.That(Metrics.Of("modelsync.controller.synced", "local"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reconcile_that_outlives_its_cluster_brings_no_series_back()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));
        member.Caches.Of<ConfigMap>().Set(Map("web"));
        var stubborn = await NextCallAsync();
        Registry.Remove(member);
        stubborn.Return();

        Assert.That(() => Logs.Messages, Has.Some.EqualTo("Information: maps has left the cluster paris. ").After(10_000, 5));
        Assert.That(Metrics.Of("modelsync.reconciles", "paris"), Is.Zero);
    }

    [Test]
    public async Task Pitfall_17_a_name_is_not_with_two_workers_when_its_cluster_leaves_and_comes_again()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        var first = Registry.Add(new FakeCluster("paris"));
        first.Caches.Of<ConfigMap>().Set(Map("web"));
        var stubborn = await NextCallAsync();
        Registry.Remove(first);
        var second = Registry.Add(new FakeCluster("paris"));
        second.Caches.Of<ConfigMap>().Set(Map("web"));
        ConfigMaps.Set(Map("other"));
        var other = await NextCallAsync();
        Assert.That(other.Request.Cluster, Is.EqualTo(ClusterName.Local), "the old life of paris has not ended");
        other.Return();

        stubborn.Return();
        var again = await NextCallAsync();
        Assert.That(again.Context.Cluster, Is.SameAs(second));
        again.Return();
    }

    [Test]
    public async Task Pitfall_28_a_cluster_without_its_first_lists_holds_up_no_other_and_is_reported()
    {
        var controller = NewController().For<ConfigMap>().WithOptions(new ControllerOptions { SyncTimeout = TimeSpan.FromMinutes(1) }).Build(Reconciler);
        Start(controller);
        var member = Registry.Add(new FakeCluster("paris", isSynced: false));
        member.Caches.Of<ConfigMap>().Set(Map("early"));
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Return();
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromMinutes(1), Token);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(() => Logs.Messages, Has.Some.Contains("still waits for the first lists of v1 ConfigMap in paris").After(10_000, 5));
        Assert.That(Reconciler.Count, Is.EqualTo(1));
        Assert.That(controller.Health.IsHealthy, Is.True, "another cluster's lists are not ours to be ready for");

        member.Caches.Of<ConfigMap>().Sync();
        var call = await NextCallAsync();
        Assert.That(call.Request.Cluster, Is.EqualTo(member.Name), "it has kept waiting");
        call.Return();
    }

    [Test]
    public void The_first_lists_of_the_own_cluster_decide_about_health()
    {
        Registry.Remove(Local);
        var local = Registry.Add(new FakeCluster("local", isSynced: false));
        var controller = NewController().For<ConfigMap>().Build(Reconciler);
        Start(controller);
        Assert.That(controller.Health.IsHealthy, Is.False);
        Assert.That(controller.Health.Message, Is.EqualTo("waits for the first lists of v1 ConfigMap"));

        local.Caches.Of<ConfigMap>().Sync();
        Assert.That(() => controller.Health.IsHealthy, Is.True.After(10_000, 5));
    }

    [Test]
    public async Task A_controller_that_does_not_watch_its_own_cluster_yet_is_not_ready()
    {
        var controller = NewController().For<ConfigMap>().Build(Reconciler);
        var elsewhere = NewController().For<ConfigMap>(new SourceOptions<ConfigMap> { Clusters = ClusterScope.Members }).Build(Reconciler);
        Assert.That(controller.Health, Is.EqualTo(new HealthEntry("maps", IsHealthy: false, "does not watch the cluster local yet")));
        Assert.That(elsewhere.Health.IsHealthy, Is.True, "it has nothing to do there");

        Start(controller);
        Assert.That(() => controller.Health.IsHealthy, Is.True.After(10_000, 5));
        await StopSourcesAsync();
        Registry.Remove(Local);
        Assert.That(() => controller.Health.IsHealthy, Is.True.After(10_000, 5), "there is no such cluster");
    }

    [Test]
    public async Task Pitfall_28_names_of_an_unreachable_cluster_wait_for_its_return()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        Registry.SetState(Local, ClusterState.Unreachable);
        foreach (var name in (string[])["a", "b", "c"])
        {
            ConfigMaps.Set(Map(name));
            (await NextCallAsync()).Throw(new KubernetesConnectionException("no route"));
        }

        Assert.That(() => Metrics.Of("modelsync.reconciles", "requeue"), Is.EqualTo(3).After(10_000, 5));
        await Clock.WaitForTimerDueInAsync(LongBackoff, Token);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(Logs.Messages.Count(message => message.Contains("cannot be reached", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Logs.Messages.Where(message => message.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Reconciler.Count, Is.EqualTo(3), "no storm while it is away");

        Registry.SetState(Local, ClusterState.Connected);
        for (var count = 0; count < 3; count++)
        {
            var call = await NextCallAsync();
            Assert.That(call.Context.Failures, Is.Zero);
            call.Return();
        }
    }

    [Test]
    public async Task Pitfall_28_a_name_waits_for_the_other_cluster_in_which_it_acts()
    {
        Start(NewController().For<ConfigMap>(new SourceOptions<ConfigMap> { Clusters = ClusterScope.Local }).Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));
        Registry.SetState(member, ClusterState.Unreachable);
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new IOException("step 2", new ClusterNotConnectedException(member.Name, ClusterState.Unreachable, "no route")));
        await Clock.WaitForTimerDueInAsync(LongBackoff, Token);
        Assert.That(() => Logs.Messages, Has.Some.Contains("The cluster paris cannot be reached").After(10_000, 5));

        Registry.SetState(Local, ClusterState.Connected);
        Assert.That(Metrics.Of("modelsync.workqueue.depth"), Is.Zero, "it waits for another one");
        Registry.SetState(member, ClusterState.Connected);
        (await NextCallAsync()).Return();
    }

    [TestCase("rome", ClusterState.Removed, Description = "gone, and will not come back")]
    [TestCase("local", ClusterState.Unreachable, Description = "back before the failure was told")]
    public async Task Pitfall_28_who_fails_because_of_a_cluster_that_is_not_away_backs_off(string cluster, ClusterState state)
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Map("web"));
        foreach (var backoff in (int[])[5, 10, 20])
        {
            (await NextCallAsync()).Throw(new ClusterNotConnectedException(new ClusterName(cluster), state, reason: null));
            await Clock.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(backoff), Token);
            Clock.Advance(TimeSpan.FromMilliseconds(backoff));
        }

        (await NextCallAsync()).Return();
    }

    [Test]
    public async Task A_request_for_a_cluster_of_which_we_have_not_heard_yet_waits_for_it()
    {
        var source = new OneRequest(WebRequest with { Cluster = new ClusterName("paris") });
        var paris = Registry.AddUntold(new FakeCluster("paris"));
        Registry.AddUntold(new FakeCluster("rome"));
        Start(NewController().Source(source).Build(Reconciler));
        Assert.That(await source.IsTaken.WaitAsync(Token), Is.True);
        Registry.SetState(paris, ClusterState.Connected);
        var call = await NextCallAsync();

        Assert.That(call.Context.Cluster, Is.SameAs(paris));
        Assert.That(Metrics.Of("modelsync.requests.dropped"), Is.Zero);
        call.Return();
    }

    [Test]
    public void Children_are_watched_only_where_their_owners_are_looked_after()
    {
        Start(NewController()
            .For<ConfigMap>(new SourceOptions<ConfigMap> { Clusters = ClusterScope.Local })
            .Owns<Secret>()
            .Watches<Node>((_, _) => [])
            .Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));

        Assert.That(Local.Caches.Caches.Select(cache => cache.Resource.Kind), Is.EquivalentTo(new[] { "ConfigMap", "Secret", "Node" }));
        Assert.That(member.Caches.Caches.Select(cache => cache.Resource.Kind), Is.EqualTo(new[] { "Node" }));
    }

    [Test]
    public async Task A_connection_that_fails_while_the_cluster_answers_is_an_error()
    {
        Start(NewController().For<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Map("web"));
        (await NextCallAsync()).Throw(new KubernetesConnectionException("reset"));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(5), Token);

        Assert.That(Metrics.Of("modelsync.reconciles", "error"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_map_may_ask_for_names_of_another_cluster()
    {
        Start(NewController().For<ConfigMap>(new SourceOptions<ConfigMap> { Clusters = ClusterScope.Local })
            .Watches<Secret>((secret, _) => [new Request(ClusterName.Local, secret.Metadata.Key)], new SourceOptions<Secret> { Clusters = ClusterScope.Members })
            .Build(Reconciler));
        var member = Registry.Add(new FakeCluster("paris"));
        member.Caches.Of<Secret>().Set(new Secret { Metadata = Map("web").Metadata });
        var call = await NextCallAsync();

        Assert.That(call.Request, Is.EqualTo(WebRequest));
        Assert.That(Local.Caches.Caches.Select(cache => cache.Resource.Kind), Is.EqualTo(new[] { "ConfigMap" }));
        Assert.That(member.Caches.Caches.Select(cache => cache.Resource.Kind), Is.EqualTo(new[] { "Secret" }));
        call.Return();
    }

    [Test]
    public async Task A_request_for_a_cluster_that_is_not_there_is_dropped_and_counted()
    {
        Start(NewController().For<ConfigMap>()
            .Watches<Secret>((secret, cluster) => [new Request(new ClusterName("gone"), secret.Metadata.Key), new Request(cluster.Name, secret.Metadata.Key)])
            .Build(Reconciler));
        Local.Caches.Of<Secret>().Set(new Secret { Metadata = Map("web").Metadata });
        (await NextCallAsync()).Return();

        Assert.That(Metrics.Of("modelsync.requests.dropped", "maps"), Is.EqualTo(1));
    }

    [Test]
    public async Task Workers_that_start_before_their_clusters_find_them()
    {
        var controller = NewController().For<ConfigMap>().Build(Reconciler);
        StartWorkers(controller);
        StartSources(controller);
        ConfigMaps.Set(Map("web"));

        (await NextCallAsync()).Return();
    }

    private sealed class OneRequest(Request request) : IEventSource
    {
        private readonly TaskCompletionSource<bool> _isTaken = new();

        public string Name => "one";

        public Task<bool> IsTaken => _isTaken.Task;

        public Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
        {
            _isTaken.SetResult(requests.Add(request));
            return Task.CompletedTask;
        }
    }
}
