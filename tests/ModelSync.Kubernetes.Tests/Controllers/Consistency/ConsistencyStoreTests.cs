using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Controllers.Consistency;

/// <summary>For which writes the next reconcile waits, and until when (pitfall 8).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConsistencyStoreTests : IDisposable
{
    private static readonly Request Owner = Named("owner");

    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly Meter _meter = new("test");
    private readonly MeterListener _listener = new();
    private readonly FakeCache _cache = new(ConfigMap.Resource);
    private readonly FakeCluster _cluster;
    private readonly ConsistencyStore _store;
    private long _timeouts;

    public ConsistencyStoreTests()
    {
        _cluster = new FakeCluster("west", _cache);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter && instrument.Name == "modelsync.consistency.timeouts")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => _timeouts += value);
        _listener.Start();
        _store = new ConsistencyStore(
            TimeSpan.FromSeconds(5),
            new RuntimeServices { TimeProvider = _clock, LoggerFactory = _logs, Meter = _meter });
    }

    private PendingWrite? Pending => _store.FirstPending(Owner);

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
        _logs.Dispose();
    }

    [Test]
    public void A_write_is_pending_until_the_cache_shows_its_version()
    {
        _cache.Put("a", "9");
        Write("a", "10");

        Assert.That(Pending, Is.EqualTo(new PendingWrite(new ClusterName("west"), ConfigMap.Resource, new NamespacedName("shop", "a"), "uid", new ResourceVersion("10"), IsDelete: false)));
        Assert.That(Pending!.ToString(), Is.EqualTo("v1 ConfigMap shop/a of west at version 10"));

        _cache.Put("a", "10");
        Assert.That(Pending, Is.Null);
    }

    [TestCase("9", true, Description = "as text 9 comes after 10")]
    [TestCase("11", false)]
    [TestCase("100", false)]
    public void Versions_are_compared_as_numbers(string shown, bool isPending)
    {
        _cache.Put("a", shown);
        Write("a", "10");

        Assert.That(Pending is not null, Is.EqualTo(isPending));
    }

    [Test]
    public void A_created_object_is_pending_until_it_is_there_or_the_cache_is_past_it()
    {
        Write("a", "10");
        Assert.That(Pending, Is.Not.Null);

        // Created and deleted by another at once: the cache never shows it.
        _cache.Version = new ResourceVersion("12");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void What_once_was_shown_is_not_asked_for_again()
    {
        Write("a", "10");
        _cache.Put("a", "10");
        Assert.That(Pending, Is.Null);

        _cache.Put("a", "1");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Each_owner_waits_for_its_own_writes_alone()
    {
        Write("a", "10");

        Assert.That(_store.FirstPending(Named("other")), Is.Null);
        Assert.That(_store.FirstPending(Owner with { Cluster = new ClusterName("east") }), Is.Null);
    }

    [Test]
    public void All_caches_that_hold_the_kind_must_show_the_write_whatever_version_of_the_kind_they_read()
    {
        var beta = new FakeCache(Deployment.Resource with { Version = "v1beta1" });
        var cluster = new FakeCluster("west", beta, new FakeCache(Deployment.Resource with { Version = "v1beta2" }) { Version = new ResourceVersion("20") });
        _store.Record(Owner, cluster, Deployment.Resource, Meta("a", "10"), isDelete: false);

        Assert.That(Pending, Is.Not.Null);

        beta.Put("a", "10");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Of_two_writes_of_one_object_the_newer_counts_also_where_it_is_told_first()
    {
        Write("a", "12");
        Write("a", "10");
        _cache.Put("a", "11");

        Assert.That(Pending!.Version.Value, Is.EqualTo("12"));
    }

    [Test]
    public void Fails_open_where_a_version_is_no_number()
    {
        _cache.Put("a", "9");
        Write("a", "ten");
        _cache.Put("b", "abc");
        Write("b", "10");

        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Fails_open_without_a_cache_of_the_kind()
    {
        _store.Record(Owner, _cluster, Secret.Resource, Meta("a", "10"), isDelete: false);

        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Fails_open_where_no_cache_would_hold_the_object()
    {
        var cluster = new FakeCluster("west", new FakeCache(ConfigMap.Resource) { Namespace = "other" }, new FakeCache(ConfigMap.Resource) { Label = "app" });
        _store.Record(Owner, cluster, ConfigMap.Resource, Meta("a", "10"), isDelete: false);

        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void An_object_whose_labels_were_taken_away_is_pending_while_the_cache_still_has_it()
    {
        var cache = new FakeCache(ConfigMap.Resource) { Label = "app" };
        cache.Put("a", "9");
        _store.Record(Owner, new FakeCluster("west", cache), ConfigMap.Resource, Meta("a", "10"), isDelete: false);
        Assert.That(Pending, Is.Not.Null);

        cache.Remove("a");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Fails_open_where_the_cache_has_not_synced_or_the_cluster_is_removed()
    {
        _store.Record(Owner, new FakeCluster("new", new FakeCache(ConfigMap.Resource) { HasSynced = false }), ConfigMap.Resource, Meta("a", "10"), isDelete: false);
        Assert.That(Pending, Is.Null);

        Write("a", "10");
        _cluster.Remove();
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void After_the_timeout_it_is_given_up_with_one_line_and_one_count()
    {
        Write("a", "10");
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That((Pending is null, _timeouts), Is.EqualTo((false, 0)));

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That((Pending, Pending), Is.EqualTo(((PendingWrite?)null, (PendingWrite?)null)));
        Assert.That(_timeouts, Is.EqualTo(1));
        Assert.That(_logs.Messages, Has.Count.EqualTo(1).And.One.Contains("west/shop/owner").And.One.Contains("v1 ConfigMap shop/a of west at version 10"));
    }

    [Test]
    public void Without_a_timeout_nothing_is_noted()
    {
        var store = new ConsistencyStore(TimeSpan.Zero, RuntimeServices.Default with { LoggerFactory = _logs });
        store.Record(Owner, _cluster, ConfigMap.Resource, Meta("a", "10"), isDelete: false);

        Assert.That((store.FirstPending(Owner), _logs.Messages.Count), Is.EqualTo(((PendingWrite?)null, 0)));
    }

    [Test]
    public void A_delete_is_pending_until_the_object_is_gone()
    {
        _cache.Put("a", "9");
        Delete("a", "uid");
        Assert.That((Pending!.IsDelete, Pending.ToString()), Is.EqualTo((true, "v1 ConfigMap shop/a of west, deleted")));

        _cache.Remove("a");
        Assert.That(Pending, Is.Null);
    }

    [TestCase("uid", true, false, Description = "it is being deleted")]
    [TestCase("later", false, false, Description = "another has come in its place")]
    [TestCase("uid", false, true)]
    public void A_delete_is_shown_by_an_object_that_is_going_or_is_another(string uid, bool isDeleting, bool isPending)
    {
        _cache.Put("a", "9", uid, isDeleting);
        Delete("a", "uid");

        Assert.That(Pending is not null, Is.EqualTo(isPending));
    }

    [Test]
    public void A_delete_of_what_the_cache_has_not_seen_come_is_pending_until_it_is_past_the_create()
    {
        Write("a", "10");
        Delete("a", "uid");
        Assert.That(Pending, Is.Not.Null, "the object can still come and look alive");

        _cache.Version = new ResourceVersion("10");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void What_is_created_after_a_delete_is_waited_for()
    {
        _cache.Put("a", "9", "old");
        Delete("a", "old");
        Write("a", "12");
        _cache.Remove("a");
        Assert.That(Pending!.IsDelete, Is.False);

        _cache.Put("a", "12");
        Assert.That(Pending, Is.Null);
    }

    [Test]
    public void Forget_TakesTheWritesOfOneOwner()
    {
        Write("a", "10");
        _store.Record(Named("other"), _cluster, ConfigMap.Resource, Meta("a", "10"), isDelete: false);

        _store.Forget(Owner);

        Assert.That((Pending is null, _store.FirstPending(Named("other")) is null), Is.EqualTo((true, false)));
    }

    [Test]
    public void Forget_TakesTheWritesInACluster_AndThoseForItsRequests()
    {
        var east = new FakeCluster("east", new FakeCache(ConfigMap.Resource));
        var eastern = Owner with { Cluster = new ClusterName("east") };
        _store.Record(Owner, east, ConfigMap.Resource, Meta("a", "10"), isDelete: false);
        _store.Record(eastern, _cluster, ConfigMap.Resource, Meta("a", "10"), isDelete: false);
        Write("b", "10");

        _store.Forget(new ClusterName("east"));

        Assert.That(Pending!.Key.Name, Is.EqualTo("b"));
        Assert.That(_store.FirstPending(eastern), Is.Null);
    }

    [Test]
    public void An_owner_that_writes_much_keeps_the_newest_and_one_that_never_returns_keeps_nothing()
    {
        for (var i = 1; i <= 1000; i++)
        {
            Write($"key{i}", $"{i}");
        }

        Assert.That(Pending!.Key.Name, Is.EqualTo("key489"), "the 512 newest are kept");

        _clock.Advance(TimeSpan.FromSeconds(11));
        _store.Record(Named("other"), _cluster, ConfigMap.Resource, Meta("a", "10"), isDelete: false);

        Assert.That((Pending, _timeouts), Is.EqualTo(((PendingWrite?)null, 0)), "gone before anybody asked");
    }

    private static Request Named(string name) => new(new ClusterName("west"), new NamespacedName("shop", name));

    private static ObjectMeta Meta(string name, string? version, string? uid = "uid") => new() { Name = name, Namespace = "shop", Uid = uid, ResourceVersion = version };

    private void Write(string name, string version) => _store.Record(Owner, _cluster, ConfigMap.Resource, Meta(name, version), isDelete: false);

    private void Delete(string name, string uid) => _store.Record(Owner, _cluster, ConfigMap.Resource, Meta(name, version: null, uid), isDelete: true);
}
