using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Which changes the ready-made predicates let through.</summary>
public sealed class PredicatesTests
{
    private static readonly ObjectMeta Meta = new() { Name = "web", Namespace = "shop", Uid = "1", ResourceVersion = "1", Generation = 1 };

    private static readonly Predicate<InformerEvent<ConfigMap>>[] All =
        [Predicates.GenerationChanged, Predicates.LabelsChanged, Predicates.AnnotationsChanged, Predicates.ResourceVersionChanged];

    [Test]
    public void A_change_that_none_asks_about_is_held_back_by_each()
    {
        var change = Update(Meta, Meta with { Finalizers = ["example.com/clean"] });

        Assert.That(All.Select(predicate => predicate(change)), Is.All.False);
    }

    [Test]
    public void Each_lets_its_own_change_through()
    {
        Assert.That(Predicates.GenerationChanged(Update(Meta, Meta with { Generation = 2 })), Is.True);
        Assert.That(Predicates.LabelsChanged(Update(Meta, Meta with { Labels = Map("a", "b") })), Is.True);
        Assert.That(Predicates.AnnotationsChanged(Update(Meta with { Annotations = Map("a", "b") }, Meta with { Annotations = Map("a", "c") })), Is.True);
        Assert.That(Predicates.ResourceVersionChanged(Update(Meta, Meta with { ResourceVersion = "2" })), Is.True);
        Assert.That(Predicates.LabelsChanged(Update(Meta with { Labels = Map("a", "b") }, Meta with { Labels = Map("a", "b") })), Is.False);
    }

    [Test]
    public void A_kind_without_generations_changes_with_every_write() =>
        Assert.That(Predicates.GenerationChanged(Update(Meta with { Generation = null }, Meta with { Generation = null })), Is.True);

    [Test]
    public void A_deletion_that_begins_is_never_held_back()
    {
        var change = Update(Meta, Meta with { DeletionTimestamp = new KubeTime(DateTimeOffset.UnixEpoch) });

        Assert.That(All.Select(predicate => predicate(change)), Is.All.True);
    }

    [Test]
    public void Another_object_of_the_name_is_never_held_back() =>
        Assert.That(All.Select(predicate => predicate(Update(Meta, Meta with { Uid = "2" }))), Is.All.True);

    [Test]
    public void What_comes_goes_or_cannot_be_read_is_never_held_back()
    {
        var map = new ConfigMap { Metadata = Meta };
        InformerEvent<ConfigMap>[] changes =
        [
            new(InformerEventKind.Added, Meta.Key, Old: null, map, Invalid: null, IsInInitialList: false),
            new(InformerEventKind.Deleted, Meta.Key, map, New: null, Invalid: null, IsInInitialList: false),
            new(InformerEventKind.Updated, Meta.Key, map, New: null, new InvalidObject(Meta, "bad"), IsInInitialList: false),
        ];

        Assert.That(from predicate in All from change in changes select predicate(change), Is.All.True);
    }

    [Test]
    public void A_resync_passes_all_but_the_one_that_asks_for_a_new_version()
    {
        var map = new ConfigMap { Metadata = Meta };
        var change = new InformerEvent<ConfigMap>(InformerEventKind.Resync, Meta.Key, map, map, Invalid: null, IsInInitialList: false);

        Assert.That(All.Select(predicate => predicate(change)), Is.EqualTo(new[] { true, true, true, false }));
    }

    [Test]
    public void They_combine()
    {
        var labels = Update(Meta, Meta with { Labels = Map("a", "b") });

        Assert.That(Predicates.Or<ConfigMap>(Predicates.GenerationChanged, Predicates.LabelsChanged)(labels), Is.True);
        Assert.That(Predicates.And<ConfigMap>(Predicates.GenerationChanged, Predicates.LabelsChanged)(labels), Is.False);
        Assert.That(Predicates.Not<ConfigMap>(Predicates.LabelsChanged)(labels), Is.False);
    }

    private static StringMap Map(string key, string value) => StringMap.Create([new(key, value)]);

    private static InformerEvent<ConfigMap> Update(ObjectMeta before, ObjectMeta now) => new(
        InformerEventKind.Updated,
        now.Key,
        new ConfigMap { Metadata = before },
        new ConfigMap { Metadata = now },
        Invalid: null,
        IsInInitialList: false);
}
