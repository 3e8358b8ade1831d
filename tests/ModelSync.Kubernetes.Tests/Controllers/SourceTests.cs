using System.Threading.Channels;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Whose business a change is.</summary>
public sealed class SourceTests : ControllerFixture
{
    private static readonly ResourceInfo Widgets = new("example.com", "v1", "Widget", "widgets");
    private static readonly ResourceInfo ClusterWidgets = new("example.com", "v1", "ClusterWidget", "clusterwidgets", ResourceScope.Cluster);

    private FakeInformer<Secret> Secrets => Local.Caches.Of<Secret>();

    [Test]
    public async Task Owns_asks_for_the_controller_owner_of_the_kind()
    {
        Start(NewController().For(ResourceType.Dynamic(Widgets)).Owns<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Owned("a", Owner("web")));

        var call = await NextCallAsync();
        Assert.That(call.Request, Is.EqualTo(WebRequest));
        call.Return();
    }

    [Test]
    public async Task Owns_heeds_neither_other_owners_nor_kinds_of_other_groups()
    {
        Start(NewController().For(ResourceType.Dynamic(Widgets)).Owns<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Owned("a", Owner("1") with { Controller = null }));
        ConfigMaps.Set(Owned("b", Owner("2") with { ApiVersion = "example.org/v1" }));
        ConfigMaps.Set(Owned("c", Owner("3") with { ApiVersion = "v1" }));
        ConfigMaps.Set(Owned("d", Owner("4") with { Kind = "Gadget" }));
        ConfigMaps.Set(Owned("e", Owner("5") with { ApiVersion = "example.com/v1beta1" }));

        var call = await NextCallAsync();
        Assert.That(call.Request.Key.Name, Is.EqualTo("5"), "an owner of the kind in another version");
        Assert.That(Metrics.Of("modelsync.workqueue.adds"), Is.EqualTo(1));
        call.Return();
    }

    [Test]
    public async Task Owns_tells_the_old_and_the_new_owner_of_a_child_that_changed_hands()
    {
        Start(NewController().For(ResourceType.Dynamic(Widgets)).Owns<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Owned("a", Owner("before")));
        (await NextCallAsync()).Return();
        ConfigMaps.Set(Owned("a", Owner("now")));

        Assert.That(await NamesAsync(2), Is.EquivalentTo(new[] { "before", "now" }));
    }

    [Test]
    public async Task Owns_finds_cluster_scoped_owners_without_a_namespace()
    {
        Start(NewController().For(ResourceType.Dynamic(ClusterWidgets)).Owns<ConfigMap>().Build(Reconciler));
        ConfigMaps.Set(Owned("a", Owner("web") with { Kind = "ClusterWidget" }));

        var call = await NextCallAsync();
        Assert.That(call.Request.Key, Is.EqualTo(NamespacedName.ClusterScoped("web")));
        call.Return();
    }

    [Test]
    public async Task Owns_finds_the_owner_of_a_child_that_cannot_be_read_or_is_gone()
    {
        Start(NewController().For(ResourceType.Dynamic(Widgets)).Owns<ConfigMap>().Build(Reconciler));
        ConfigMaps.SetInvalid(new InvalidObject(Owned("a", Owner("unreadable")).Metadata, "bad"));
        ConfigMaps.Set(Owned("b", Owner("gone")));
        (await NextCallAsync()).Return();
        (await NextCallAsync()).Return();
        ConfigMaps.Remove(new NamespacedName("shop", "b"));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "gone" }));
    }

    [Test]
    public async Task Watches_maps_the_old_and_the_new_state()
    {
        Start(NewController().For<ConfigMap>().Watches<Secret>((secret, cluster) => [To(cluster.Name, secret.Metadata.Labels!["for"])]).Build(Reconciler));
        Secrets.Set(For("before"));
        (await NextCallAsync()).Return();
        Secrets.Set(For("now"));

        Assert.That(await NamesAsync(2), Is.EquivalentTo(new[] { "before", "now" }));
    }

    [Test]
    public async Task WatchesChanges_sees_a_change_as_a_whole()
    {
        Start(NewController().For<ConfigMap>()
            .WatchesChanges(ResourceType.Of<Secret>(), (change, cluster) => [To(cluster.Name, $"{change.Kind}-{change.Invalid?.Error}")]).Build(Reconciler));
        Secrets.SetInvalid(new InvalidObject(new ObjectMeta { Name = "s", Namespace = "shop" }, "bad"));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "Updated-bad" }));
    }

    [Test]
    public async Task Pitfall_10_a_map_that_throws_stops_no_other_change()
    {
        Start(NewController().For<ConfigMap>()
            .Watches<Secret>((secret, cluster) => secret.Metadata.Name == "bad" ? throw new KeyNotFoundException() : [To(cluster.Name, "fine")]).Build(Reconciler));
        Assert.That(() => Secrets.Set(For("x") with { Metadata = new ObjectMeta { Name = "bad", Namespace = "shop" } }), Throws.Nothing);
        Secrets.Set(For("x"));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "fine" }));
        Assert.That(Metrics.Of("modelsync.map.errors", "maps", "local"), Is.EqualTo(1));
        Assert.That(Logs.Messages, Has.Some.Contains("A predicate or map of maps for v1 Secret in local threw"));
    }

    [Test]
    public async Task Pitfall_10_a_predicate_that_throws_lets_the_change_through()
    {
        Start(NewController().For<ConfigMap>(_ => throw new KeyNotFoundException()).Build(Reconciler));
        ConfigMaps.Set(Map("web"));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "web" }));
        Assert.That(Metrics.Of("modelsync.map.errors"), Is.EqualTo(1));
    }

    [Test]
    public async Task For_asks_only_for_what_its_predicate_lets_through()
    {
        Start(NewController().For<ConfigMap>(change => change.Key.Name == "web").Build(Reconciler));
        ConfigMaps.Set(Map("other"));
        ConfigMaps.Set(Map("web"));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public async Task A_channel_makes_the_controller_look_until_it_is_completed()
    {
        var channel = Channel.CreateBounded<Request>(4);
        Start(NewController().Source(new ChannelSource("hooks", channel.Reader)).Build(Reconciler));
        await channel.Writer.WriteAsync(WebRequest, Token);

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "web" }));
        channel.Writer.Complete();
    }

    [Test]
    public async Task A_period_makes_the_controller_look_again_and_again()
    {
        Start(NewController().Source(new PeriodicSource("sweep", TimeSpan.FromHours(1), () => [WebRequest], Clock)).Build(Reconciler));
        for (var count = 0; count < 2; count++)
        {
            await Clock.WaitForTimerDueInAsync(TimeSpan.FromHours(1), Token);
            Clock.Advance(TimeSpan.FromHours(1));
            Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "web" }));
        }
    }

    [Test]
    public async Task A_source_that_fails_is_run_again_later()
    {
        var source = new FailingSource();
        Start(NewController().Source(source).Build(Reconciler));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), Token);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await NamesAsync(1), Is.EqualTo(new[] { "web" }));
        Assert.That(Logs.Messages, Has.Some.Contains("The source hooks of maps failed"));
    }

    private static OwnerReference Owner(string name) =>
        new() { ApiVersion = "example.com/v1", Kind = "Widget", Name = name, Uid = $"uid-{name}", Controller = true };

    private static ConfigMap Owned(string name, OwnerReference owner)
    {
        var map = Map(name);
        return map with { Metadata = map.Metadata with { OwnerReferences = [owner] } };
    }

    private static Secret For(string name) =>
        new() { Metadata = new ObjectMeta { Name = "s", Namespace = "shop", Labels = Serialization.StringMap.Create([new("for", name)]) } };

    private static Request To(ClusterName cluster, string name) => new(cluster, new NamespacedName("shop", name));

    private async Task<string[]> NamesAsync(int count)
    {
        var names = new string[count];
        for (var index = 0; index < count; index++)
        {
            var call = await NextCallAsync();
            names[index] = call.Request.Key.Name;
            call.Return();
        }

        return names;
    }

    private sealed class FailingSource : IEventSource
    {
        private int _runs;

        public string Name => "hooks";

        public Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
        {
            if (_runs++ == 0)
            {
                throw new IOException("gone");
            }

            requests.Add(WebRequest, QueuePriority.Low);
            return Task.CompletedTask;
        }
    }
}
