using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>The simulated API does what the tests that use it rely on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SimulatedApiTests
{
    private static readonly NamespacedName Key = new("shop", "a");

    private readonly SimulatedApi _api = new(new ManualTimeProvider());

    private IResourceClient<ConfigMap> Maps => _api.Client.Resource<ConfigMap>();

    [Test]
    public async Task Writes_need_the_version_that_was_read()
    {
        var first = await CreateAsync("writes");
        var dynamic = _api.Client.Dynamic(ConfigMap.Resource);
        var read = await dynamic.GetAsync(first.Metadata.Key, default);
        await dynamic.ReplaceAsync(read!, options: null, default);
        await Maps.PatchAsync(first.Metadata.Key, Patch.Merge("""{"data":{"key":"2"}}"""u8), options: null, default);

        Assert.That(
            () => dynamic.ReplaceAsync(read!, options: null, default),
            Throws.TypeOf<KubernetesApiException>().With.Property(nameof(KubernetesApiException.IsConflict)).True);
        Assert.That(() => CreateAsync("writes"), Throws.TypeOf<KubernetesApiException>().With.Property(nameof(KubernetesApiException.IsAlreadyExists)).True);
    }

    [Test]
    public async Task A_write_that_changes_nothing_makes_no_version()
    {
        var created = await CreateAsync("same");

        var patched = await Maps.PatchAsync(created.Metadata.Key, Patch.Merge("""{"data":{"key":"1"}}"""u8), options: null, default);

        Assert.That(patched.Metadata.ResourceVersion, Is.EqualTo(created.Metadata.ResourceVersion));
    }

    [Test]
    public async Task A_deleted_object_stays_until_its_finalizers_are_gone()
    {
        var created = await CreateAsync("finalizers");
        var guarded = await Maps.PatchAsync(created.Metadata.Key, FinalizerPatch.Add(created.Metadata, "example.com/guard")!, options: null, default);

        var asked = await Maps.DeleteAsync(created.Metadata.Key, options: null, default);
        var staying = await Maps.GetAsync(created.Metadata.Key, default);
        Assert.That(asked.Remaining!.IsDeleting, Is.True);
        Assert.That(staying!.Metadata.IsDeleting, Is.True);

        await Maps.PatchAsync(created.Metadata.Key, FinalizerPatch.Remove(guarded.Metadata, "example.com/guard")!, options: null, default);
        Assert.That(await Maps.GetAsync(created.Metadata.Key, default), Is.Null);
        Assert.That((await Maps.DeleteAsync(created.Metadata.Key, options: null, default)).WasThere, Is.False);
    }

    [Test]
    public async Task A_JSON_patch_whose_test_fails_changes_nothing()
    {
        var created = await CreateAsync("tested");
        var patch = Patch.Json().Test(JsonPointer.Of("data", "key"), "other").Remove(JsonPointer.Of("data", "key")).Build();

        Assert.That(() => Maps.PatchAsync(created.Metadata.Key, patch, options: null, default), Throws.TypeOf<KubernetesApiException>());
        Assert.That((await Maps.GetAsync(created.Metadata.Key, default))!.Data!["key"], Is.EqualTo("1"));
    }

    [Test]
    public async Task The_status_is_written_by_its_subresource_alone_and_counts_no_generation()
    {
        var deployments = _api.Client.Resource<Deployment>();
        _api.Put(Deployment.Resource, """{"metadata":{"name":"a","namespace":"shop","generation":1},"spec":{"replicas":1}}""");

        await deployments.Status.PatchAsync(Key, Patch.Merge("""{"status":{"replicas":3},"spec":{"replicas":9}}"""u8), options: null, default);
        var after = await deployments.PatchAsync(Key, Patch.Merge("""{"status":{"replicas":7},"spec":{"replicas":2}}"""u8), options: null, default);

        Assert.That(after.Status!.Replicas, Is.EqualTo(3));
        Assert.That(after.Spec!.Replicas, Is.EqualTo(2));
        Assert.That(after.Metadata.Generation, Is.EqualTo(2));
    }

    [Test]
    public async Task A_lost_answer_is_a_write_all_the_same()
    {
        _api.Faults.LosesAnswer = _ => true;

        Assert.That(() => CreateAsync("lost"), Throws.TypeOf<KubernetesConnectionException>());
        Assert.That(await Maps.GetAsync(new NamespacedName("shop", "lost"), default), Is.Not.Null);
    }

    private Task<ConfigMap> CreateAsync(string name) => Maps.CreateAsync(
        new ConfigMap { Metadata = new ObjectMeta { Name = name, Namespace = "shop" }, Data = StringMap.From([new("key", "1")]) }, options: null, default);
}
