using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.EndToEnd.Client;

/// <summary>Several writers and one list of finalizers (pitfall 14).</summary>
public sealed class FinalizerTests : ClusterTest
{
    private const string Ours = "test.modelsync.io/ours";

    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task Finalizers_added_at_the_same_time_are_all_there()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        var names = Enumerable.Range(0, 8).Select(index => $"test.modelsync.io/f{index}").ToList();

        await Task.WhenAll(names.Select(AddAsync));

        Assert.That((await ConfigMaps.GetAsync(Key("a"), Ct))!.Metadata.Finalizers, Is.EquivalentTo(names));
        await Task.WhenAll(names.Select(RemoveAsync));
        Assert.That((await ConfigMaps.GetAsync(Key("a"), Ct))!.Metadata.Finalizers, Is.Null);
    }

    [Test]
    public async Task A_deleted_object_waits_for_ours_and_for_foreign_ones_alike()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        await AddAsync("test.modelsync.io/foreign");
        await AddAsync(Ours);
        await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct);
        var deleting = await ConfigMaps.GetAsync(Key("a"), Ct);

        await RemoveAsync(Ours);
        var waiting = await ConfigMaps.GetAsync(Key("a"), Ct);
        await RemoveAsync("test.modelsync.io/foreign");

        Assert.That(deleting!.Metadata.IsDeleting, Is.True);
        Assert.That(waiting!.Metadata.Finalizers, Is.EqualTo(new[] { "test.modelsync.io/foreign" }));
        Assert.That(await ConfigMaps.GetAsync(Key("a"), Ct), Is.Null);
    }

    [Test]
    public async Task A_removal_decided_on_an_old_state_takes_nobody_elses()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        await AddAsync(Ours);
        await AddAsync("test.modelsync.io/second");
        var old = await ConfigMaps.GetAsync(Key("a"), Ct);
        await RemoveAsync(Ours);

        var error = Refused.By(() => ConfigMaps.PatchAsync(Key("a"), FinalizerPatch.Remove(old!.Metadata, Ours)!, options: null, Ct));

        Assert.That(error.IsInvalid, Is.True, error.Message);
        Assert.That((await ConfigMaps.GetAsync(Key("a"), Ct))!.Metadata.Finalizers, Is.EqualTo(new[] { "test.modelsync.io/second" }));
    }

    [Test]
    public async Task A_finalizer_cannot_be_added_to_what_is_already_going()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        await AddAsync(Ours);
        await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct);

        var error = Refused.By(() => AddAsync("test.modelsync.io/late"));

        Assert.That(error.IsInvalid, Is.True, error.Message);
        await RemoveAsync(Ours);
    }

    private Task AddAsync(string finalizer) => ChangeAsync(metadata => FinalizerPatch.Add(metadata, finalizer));

    private Task RemoveAsync(string finalizer) => ChangeAsync(metadata => FinalizerPatch.Remove(metadata, finalizer));

    // What a reconciler does: read, decide, patch, and once more where somebody was faster.
    private async Task ChangeAsync(Func<ObjectMeta, Patch?> decide)
    {
        for (var tries = 0; ; tries++)
        {
            var present = await ConfigMaps.GetAsync(Key("a"), Ct);
            if (decide(present!.Metadata) is not { } patch)
            {
                return;
            }

            try
            {
                await ConfigMaps.PatchAsync(Key("a"), patch, options: null, Ct);
                return;
            }
            catch (KubernetesApiException exception) when (tries < 50 && !present.Metadata.IsDeleting && !exception.IsNotFound)
            {
                // Somebody was faster.
            }
        }
    }
}
