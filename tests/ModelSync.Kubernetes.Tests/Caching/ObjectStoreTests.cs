using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>What enters the store, from watches and from lists.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ObjectStoreTests : IDisposable
{
    private readonly List<InformerEventKind> _changes = [];
    private readonly Meter _meter = new("test");
    private readonly ObjectGate<ConfigMap> _gate = new(ResourceScope.Namespaced, ns: null, transform: null);
    private readonly ObjectStore<ConfigMap> _store;

    public ObjectStoreTests() => _store = new ObjectStore<ConfigMap>([], (_, _) => { }, _changes.Add);

    public void Dispose() => _meter.Dispose();

    [Test]
    public void The_same_state_twice_is_no_change()
    {
        Follow(WatchEventType.Added, NewMap("a", 5));
        Follow(WatchEventType.Added, NewMap("a", 5));
        Follow(WatchEventType.Modified, NewMap("a", 5));

        Assert.That(_changes, Is.EqualTo(new[] { InformerEventKind.Added }));
    }

    [TestCase(WatchEventType.Modified)]
    [TestCase(WatchEventType.Deleted)]
    public void A_state_that_is_told_again_after_a_newer_one_is_over(WatchEventType type)
    {
        Follow(WatchEventType.Added, NewMap("a", 100));

        Follow(type, NewMap("a", 99));

        Assert.That(Version("a"), Is.EqualTo("100"));
        Assert.That(_changes, Has.Count.EqualTo(1));
    }

    [TestCase(true, "100")]
    [TestCase(false, "99")]
    public void An_older_object_of_a_list_counts_only_where_the_list_may_be_older(bool mustNotBeOlder, string expected)
    {
        Follow(WatchEventType.Added, NewMap("a", 100));

        Replace(mustNotBeOlder, NewMap("a", 99));

        Assert.That(Version("a"), Is.EqualTo(expected));
    }

    [Test]
    public void A_relist_keeps_the_instances_of_what_has_not_changed()
    {
        var first = NewMap("a", 5);
        Follow(WatchEventType.Added, first);

        Replace(mustNotBeOlder: true, NewMap("a", 5), NewMap("b", 6));

        Assert.That(_store.Find(new NamespacedName("shop", "a")), Is.SameAs(first));
        Assert.That(_changes, Is.EqualTo(new[] { InformerEventKind.Added, InformerEventKind.Added }));
    }

    [Test]
    public void An_object_without_a_readable_name_may_be_any_so_that_nothing_is_gone()
    {
        Follow(WatchEventType.Added, NewMap("a", 5));
        var staged = new StagedList<ConfigMap>(_store, _gate, mustNotBeOlder: true);
        staged.Add(NewMap("b", 6));
        staged.Add(new InvalidObject(new ObjectMeta(), "no JSON at all"));

        staged.Commit(ns: null, isInitial: false);

        Assert.That(_store.Count, Is.EqualTo(2));
        Assert.That(staged.Unnamed, Is.EqualTo("no JSON at all"));
    }

    [Test]
    public void The_same_name_in_two_namespaces_is_two_objects()
    {
        Follow(WatchEventType.Added, NewMap("a", 5));
        Follow(WatchEventType.Added, NewMap("a", 6, "other"));
        Follow(WatchEventType.Deleted, NewMap("a", 7));

        Assert.That(_store.List<ConfigMap>(ns: null).Single().Metadata.Namespace, Is.EqualTo("other"));
        Assert.That(_store.List<ConfigMap>("shop"), Is.Empty);
    }

    private static ConfigMap NewMap(string name, int version, string ns = "shop") =>
        new() { Metadata = new ObjectMeta { Name = name, Namespace = ns, Uid = $"uid-{name}", ResourceVersion = $"{version}" } };

    private string? Version(string name) => ObjectIdentity.MetadataOf(_store.Find(new NamespacedName("shop", name))!).ResourceVersion;

    private void Replace(bool mustNotBeOlder, params ConfigMap[] listed)
    {
        var staged = new StagedList<ConfigMap>(_store, _gate, mustNotBeOlder);
        Array.ForEach(listed, staged.Add);
        staged.Commit(ns: null, isInitial: false);
    }

    private void Follow(WatchEventType type, ConfigMap map)
    {
        var telemetry = new InformerTelemetry(InformerMetrics.Of(_meter), NullLogger.Instance, ConfigMap.Resource, ClusterName.Local);
        var follower = new WatchFollower<ConfigMap>(_store, _gate, telemetry, new WatchOptions { ResourceVersion = new ResourceVersion("1") }, mustNotBeOlder: false);
        follower.Follow(new WatchEvent<ConfigMap>(type, map, Invalid: null, new ResourceVersion(map.Metadata.ResourceVersion)));
    }
}
