using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Client;

/// <summary>What is deleted, and only that (pitfall 15).</summary>
public sealed class DeletionTests : ClusterTest
{
    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task Deletes_mind_their_preconditions()
    {
        var created = await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        var changed = await ConfigMaps.PatchAsync(Key("a"), Json.MergePatch("""{"data":{"k":"v"}}"""), options: null, Ct);

        var otherUid = Refused.By(() => ConfigMaps.DeleteAsync(Key("a"), new DeleteOptions { Preconditions = new Preconditions(Uid: Guid.Empty.ToString()) }, Ct));
        var oldVersion = Refused.By(() => ConfigMaps.DeleteAsync(
            Key("a"), new DeleteOptions { Preconditions = new Preconditions(created.Metadata.Uid, created.Metadata.ResourceVersion) }, Ct));

        Assert.That(otherUid.IsConflict && oldVersion.IsConflict, Is.True);
        var result = await ConfigMaps.DeleteAsync(Key("a"), new DeleteOptions { Preconditions = Preconditions.SameObject(changed.Metadata) }, Ct);
        Assert.That(result, Is.EqualTo(new DeleteResult { WasThere = true, Uid = created.Metadata.Uid }));
    }

    [Test]
    public async Task What_is_held_by_a_finalizer_is_told_with_its_version()
    {
        var created = await ConfigMaps.CreateAsync(
            ConfigMap("held") with { Metadata = new ObjectMeta { Namespace = Namespace, Name = "held", Finalizers = ["example.com/hold"] } }, options: null, Ct);

        var result = await ConfigMaps.DeleteAsync(Key("held"), options: null, Ct);

        Assert.That(result.Uid, Is.EqualTo(created.Metadata.Uid));
        Assert.That(result.Remaining?.IsDeleting, Is.True);
        Assert.That(result.Remaining?.ResourceVersion, Is.EqualTo((await ConfigMaps.GetAsync(Key("held"), Ct))!.Metadata.ResourceVersion));
        await ConfigMaps.PatchAsync(Key("held"), Json.MergePatch("""{"metadata":{"finalizers":null}}"""), options: null, Ct);
    }

    [Test]
    public async Task A_namespace_remains_until_its_contents_are_gone()
    {
        var namespaces = Client.Resource<Namespace>();
        var name = NamespacedName.ClusterScoped($"{Namespace}-more");
        await namespaces.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = name.Name } }, options: null, Ct);

        Assert.That((await namespaces.DeleteAsync(name, options: null, Ct)).Remaining?.IsDeleting, Is.True);
    }

    [Test]
    public async Task What_is_answered_by_its_last_state_counts_as_gone()
    {
        var accounts = Client.Dynamic(new ResourceInfo("", "v1", "ServiceAccount", "serviceaccounts"));
        var created = await accounts.CreateAsync(Json.Object($$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"bot","namespace":"{{Namespace}}"} }"""), options: null, Ct);

        Assert.That(await accounts.DeleteAsync(Key("bot"), options: null, Ct), Is.EqualTo(new DeleteResult { WasThere = true, Uid = created.Metadata.Uid }));
    }

    [Test]
    public async Task Propagation_decides_what_becomes_of_owned_objects()
    {
        var owner = await ConfigMaps.CreateAsync(ConfigMap("owner"), options: null, Ct);
        var reference = new OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = "owner", Uid = owner.Metadata.Uid! };
        await ConfigMaps.CreateAsync(ConfigMap("owned") with { Metadata = new ObjectMeta { Namespace = Namespace, Name = "owned", OwnerReferences = [reference] } }, options: null, Ct);

        await ConfigMaps.DeleteAsync(Key("owner"), new DeleteOptions { PropagationPolicy = PropagationPolicy.Orphan }, Ct);

        await Eventually.TrueAsync(
            async () => await ConfigMaps.GetAsync(Key("owner"), Ct) is null && (await ConfigMaps.GetAsync(Key("owned"), Ct))!.Metadata.OwnerReferences is null,
            "the owner is gone and the owned object stays without it",
            Ct);
    }

    [Test]
    public async Task A_selection_is_deleted_at_once()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            var label = name == "c" ? "stays" : "goes";
            await ConfigMaps.CreateAsync(ConfigMap(name) with { Metadata = new ObjectMeta { Namespace = Namespace, Name = name, Labels = [Entry("what", label)] } }, options: null, Ct);
        }

        await ConfigMaps.DeleteCollectionAsync(new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Parse("what in (goes)") }, options: null, Ct);

        var left = await ConfigMaps.ListAsync(new ListOptions { Namespace = Namespace, LabelSelector = LabelQuery.Parse("what") }, Ct);
        Assert.That(left.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "c" }));
    }
}
