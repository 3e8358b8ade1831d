using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Controllers.Consistency;

/// <summary>Writes to a simulated API server and what the informers make of them: the store waits as long as they are behind, and no longer (pitfall 8).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConsistencyOverInformerTests
{
    private static readonly NamespacedName Web = new("shop", "web");
    private static readonly Request Owner = new(ClusterName.Local, Web);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly Meter _meter = new("test");
    private readonly SimulatedCluster _cluster;
    private readonly ConsistencyStore _store;
    private readonly IInformer<Deployment> _cache;

    public ConsistencyOverInformerTests()
    {
        var services = new RuntimeServices { Meter = _meter, Jitter = static () => 0 };
        _cluster = new SimulatedCluster(services);
        _cache = _cluster.Informers.Add(ResourceType.Of<Deployment>());
        _store = new ConsistencyStore(TimeSpan.FromMinutes(5), services);
    }

    private IResourceClient<Deployment> Client => _store.Recording(_cluster, Owner).Resource<Deployment>();

    [SetUp]
    public void Begin()
    {
        Put("web");
        Until(() => _cache.Get(Web) is not null && _cluster.Api.OpenWatches == 1);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _cluster.DisposeAsync();
        _meter.Dispose();
        _limit.Dispose();
    }

    [Test]
    public async Task A_replaced_object_is_waited_for()
    {
        _cluster.Api.StickWatches();
        var written = await Client.ReplaceAsync(_cache.Get(Web)! with { Spec = null! }, options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(Web)!.ResourceVersion, Is.EqualTo(written.Metadata.ResourceVersion));
    }

    [Test]
    public async Task A_written_status_is_waited_for()
    {
        _cluster.Api.StickWatches();
        var written = await Client.Status.PatchAsync(Web, Patch.Merge("""{"status":{"replicas":3}}"""u8), options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(Web)!.ResourceVersion, Is.EqualTo(written.Metadata.ResourceVersion));
    }

    [Test]
    public async Task A_created_object_is_waited_for()
    {
        _cluster.Api.StickWatches();
        await Client.CreateAsync(_cache.Get(Web)! with { Metadata = new ObjectMeta { Name = "new", Namespace = "shop" } }, options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(new NamespacedName("shop", "new")), Is.Not.Null);
    }

    [Test]
    public async Task A_deleted_object_is_waited_for()
    {
        _cluster.Api.StickWatches();
        await Client.DeleteAsync(Web, options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(Web), Is.Null);
    }

    [Test]
    public async Task An_object_that_is_asked_to_go_and_stays_is_waited_for()
    {
        Put("web", finalizers: "\"example.org/keep\"");
        Until(() => _cache.GetMetadata(Web)!.Finalizers is { Count: 1 });
        _cluster.Api.StickWatches();
        await Client.DeleteAsync(Web, options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(Web)!.IsDeleting, Is.True);
    }

    [Test]
    public async Task An_object_that_is_created_and_deleted_at_once_is_waited_for()
    {
        _cluster.Api.StickWatches();
        var brief = new NamespacedName("shop", "brief");
        await Client.CreateAsync(_cache.Get(Web)! with { Metadata = new ObjectMeta { Name = brief.Name, Namespace = brief.Namespace } }, options: null, _limit.Token);
        await Client.DeleteAsync(brief, options: null, _limit.Token);

        ShownOnlyAfterTheWatchIsBack();
        Assert.That(_cache.GetMetadata(brief), Is.Null);
    }

    [Test]
    public async Task A_write_that_the_cache_shows_at_once_is_not_waited_for()
    {
        await Client.CreateAsync(_cache.Get(Web)! with { Metadata = new ObjectMeta { Name = "other", Namespace = "shop" } }, options: null, _limit.Token);
        Until(() => _store.FirstPending(Owner) is null);
    }

    [Test]
    public async Task Nobody_waits_for_ever()
    {
        _cluster.Api.StickWatches();
        var clock = new ManualTimeProvider();
        var store = new ConsistencyStore(TimeSpan.FromSeconds(5), new RuntimeServices { TimeProvider = clock, Meter = _meter });
        await store.Recording(_cluster, Owner).Resource<Deployment>().DeleteAsync(Web, options: null, _limit.Token);
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(store.FirstPending(Owner), Is.Not.Null);

        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(store.FirstPending(Owner), Is.Null);
        Assert.That(_cache.GetMetadata(Web), Is.Not.Null, "the cache is still behind");
    }

    private void ShownOnlyAfterTheWatchIsBack()
    {
        Assert.That(_store.FirstPending(Owner), Is.Not.Null);
        _cluster.Api.DropWatches();
        Until(() => _store.FirstPending(Owner) is null);
    }

    private void Put(string name, string finalizers = "") => _cluster.Api.Put(
        Deployment.Resource, $$"""{"metadata":{"name":"{{name}}","namespace":"shop","uid":"uid-{{name}}","finalizers":[{{finalizers}}]},"spec":{"replicas":1} }""");

    private static void Until(Func<bool> condition) => Assert.That(condition, Is.True.After(20_000, 5));
}
