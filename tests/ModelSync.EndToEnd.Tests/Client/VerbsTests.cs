using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Client;

public sealed class VerbsTests : ClusterTest
{
    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task An_object_is_created_read_and_deleted()
    {
        var created = await ConfigMaps.CreateAsync(ConfigMap("a", Entry("k", "v")), options: null, Ct);
        var read = await ConfigMaps.GetAsync(Key("a"), Ct);
        var deletion = await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct);

        Assert.That(read, Is.EqualTo(created));
        Assert.That(read!.Data!["k"], Is.EqualTo("v"));
        Assert.That(deletion, Is.EqualTo(new DeleteResult { WasThere = true, Uid = created.Metadata.Uid }));
        Assert.That(await ConfigMaps.GetAsync(Key("a"), Ct), Is.Null);
        Assert.That(await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct), Is.EqualTo(DeleteResult.Absent));
    }

    [Test]
    public void A_kind_that_is_not_served_is_an_error_and_not_an_absent_object()
    {
        var unknown = new ResourceInfo("nowhere.modelsync.io", "v1", "Nothing", "nothings");

        var error = Refused.By(() => Client.Dynamic(unknown).GetAsync(Key("a"), Ct));

        Assert.That(error.IsNotFound, Is.True);
        Assert.That(error.IsObjectNotFound, Is.False);
    }

    [Test]
    public async Task Creating_twice_says_that_the_object_is_there()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);

        var error = Refused.By(() => ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct));

        Assert.That(error.IsAlreadyExists, Is.True);
        Assert.That(error.IsConflict, Is.False);
        Assert.That(error.Message, Does.Contain("configmaps \"a\" already exists"));
    }

    [Test]
    public async Task A_name_is_made_from_generateName()
    {
        var value = new ConfigMap { Metadata = new ObjectMeta { Namespace = Namespace, GenerateName = "made-" } };

        var created = await ConfigMaps.CreateAsync(value, options: null, Ct);

        Assert.That(created.Metadata.Name, Does.Match("^made-[a-z0-9]{5}$"));
    }

    [Test]
    public async Task Dry_runs_store_nothing()
    {
        await ConfigMaps.CreateAsync(ConfigMap("kept", Entry("k", "v")), options: null, Ct);
        var dry = new WriteOptions { DryRun = true };

        var created = await ConfigMaps.CreateAsync(ConfigMap("a"), dry, Ct);
        var patched = await ConfigMaps.PatchAsync(Key("kept"), Json.MergePatch("""{"data":{"k":"w"}}"""), dry, Ct);
        await ConfigMaps.ApplyAsync(ApplyConfiguration.From(ConfigMap("b")), new ApplyOptions("t", DryRun: true), Ct);
        await ConfigMaps.DeleteAsync(Key("kept"), new DeleteOptions { DryRun = true }, Ct);

        Assert.That(created.Metadata.Uid, Is.Not.Empty);
        Assert.That(patched.Data!["k"], Is.EqualTo("w"));
        Assert.That(await ConfigMaps.GetAsync(Key("a"), Ct), Is.Null);
        Assert.That(await ConfigMaps.GetAsync(Key("b"), Ct), Is.Null);
        Assert.That((await ConfigMaps.GetAsync(Key("kept"), Ct))!.Data!["k"], Is.EqualTo("v"));
    }

    [Test]
    public async Task A_replace_of_a_dynamic_object_keeps_every_field_and_minds_the_version()
    {
        await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).CreateAsync(
            Json.Object($$$"""{"metadata":{"name":"a","namespace":"{{{Namespace}}}"},"data":{"k":"v"},"binaryData":{"b":"AAEC"}}"""), options: null, Ct);
        var read = await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).GetAsync(Key("a"), Ct);

        var replaced = await Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).ReplaceAsync(
            Json.Object(read!.ToJsonElement().GetRawText().Replace("\"k\":\"v\"", "\"k\":\"w\"", StringComparison.Ordinal)), options: null, Ct);
        var stale = Refused.By(() => Client.Dynamic(ModelSync.Kubernetes.Kinds.ConfigMap.Resource).ReplaceAsync(read, options: null, Ct));

        Assert.That(replaced.At("data", "k"), Is.EqualTo("w"));
        Assert.That(replaced.At("binaryData", "b"), Is.EqualTo("AAEC"));
        Assert.That(stale.IsConflict, Is.True);
    }

    [Test]
    public async Task A_lease_is_replaced_to_the_microsecond()
    {
        var leases = Client.Resource<Lease>();
        var wholeSecond = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var created = await leases.CreateAsync(
            new Lease
            {
                Metadata = new ObjectMeta { Namespace = Namespace, Name = "l" },
                Spec = new LeaseSpec { HolderIdentity = "a", LeaseDurationSeconds = 15, RenewTime = wholeSecond, AcquireTime = wholeSecond },
            },
            options: null,
            Ct);

        var replaced = await leases.ReplaceAsync(created with { Spec = created.Spec! with { HolderIdentity = "b" } }, options: null, Ct);
        var conflict = Refused.By(() => leases.ReplaceAsync(created, options: null, Ct));

        Assert.That(replaced.Spec!.HolderIdentity, Is.EqualTo("b"));
        Assert.That(replaced.Spec.RenewTime, Is.EqualTo(created.Spec.RenewTime));
        Assert.That(conflict.IsConflict, Is.True);
    }

    [Test]
    public async Task Metadata_alone_is_read_listed_watched_and_patched()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a", Entry("secret", "text")), options: null, Ct);
        var metadata = Client.Metadata<ConfigMap>();

        var list = await metadata.ListAsync(new ListOptions { Namespace = Namespace, FieldSelector = FieldQuery.Parse("metadata.name=a") }, Ct);
        var onlyA = new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion, FieldSelector = FieldQuery.Parse("metadata.name=a") };
        await using var watch = await metadata.WatchAsync(onlyA, Ct);
        var patched = await metadata.PatchAsync(Key("a"), Json.MergePatch("""{"metadata":{"labels":{"l":"1"}}}"""), options: null, Ct);
        var seen = await watch.FirstAsync(Ct);

        Assert.That(list.Items.Single().Metadata.Name, Is.EqualTo("a"));
        Assert.That((await metadata.GetAsync(Key("a"), Ct))!.Kind, Is.EqualTo("PartialObjectMetadata"));
        Assert.That(patched.Metadata.Labels!["l"], Is.EqualTo("1"));
        Assert.That(seen.Metadata!.ResourceVersion, Is.EqualTo(patched.Metadata.ResourceVersion));
    }
}
