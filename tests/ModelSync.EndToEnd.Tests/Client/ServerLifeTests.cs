using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.EndToEnd.Client;

/// <summary>Watches through the death of the API server and the compaction of etcd (pitfalls 1 and 2).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServerLifeTests
{
    private static readonly NamespacedName First = new("default", "first");

    [Test]
    public async Task A_watch_breaks_with_its_server_and_resumes_without_a_gap()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions(), limit.Token);
        var created = await own.ConfigMaps.CreateAsync(Named("first"), options: null, limit.Token);
        var options = new WatchOptions { Namespace = "default", ResourceVersion = new ResourceVersion(created.Metadata.ResourceVersion) };
        var cursor = WatchCursor.For(options);

        await using (var watch = await own.ConfigMaps.WatchAsync(options, limit.Token))
        {
            await own.ConfigMaps.CreateAsync(Named("before"), options: null, limit.Token);
            Assert.That(
                async () =>
                {
                    await foreach (var watchEvent in watch.WithCancellation(limit.Token))
                    {
                        cursor = cursor.After(watchEvent);
                        await own.ControlPlane.KillApiServerAsync(limit.Token);
                    }
                },
                Throws.InstanceOf<KubernetesConnectionException>());
        }

        Assert.That(() => own.ConfigMaps.GetAsync(First, limit.Token), Throws.InstanceOf<KubernetesConnectionException>());
        await own.ControlPlane.RestartApiServerAsync(limit.Token);
        await own.ConfigMaps.CreateAsync(Named("after"), options: null, limit.Token);
        await using var resumed = await own.ConfigMaps.WatchAsync(options with { ResourceVersion = cursor.Position }, limit.Token);

        Assert.That((await resumed.FirstAsync(limit.Token)).Object!.Metadata.Name, Is.EqualTo("after"));
    }

    [Test]
    public async Task A_compacted_version_is_expired_for_watches_lists_and_pages()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions { WatchCache = false }, limit.Token);
        var created = await own.ConfigMaps.CreateAsync(Named("first"), options: null, limit.Token);
        await own.ConfigMaps.CreateAsync(Named("second"), options: null, limit.Token);
        var firstPage = await own.ConfigMaps.ListPagesAsync(new ListOptions { Namespace = "default", Limit = 1 }, limit.Token).FirstAsync(limit.Token);
        await own.ConfigMaps.PatchAsync(First, Json.MergePatch("""{"data":{"k":"v"}}"""), options: null, limit.Token);
        await own.ControlPlane.CompactEtcdAsync(limit.Token);
        var old = new ResourceVersion(created.Metadata.ResourceVersion);

        var watching = Refused.By(async () =>
        {
            // Told as a status by some servers and as a frame by others: both are one exception.
            await using var watch = await own.ConfigMaps.WatchAsync(new WatchOptions { Namespace = "default", ResourceVersion = old }, limit.Token);
            await watch.FirstAsync(limit.Token);
        });
        var paging = Refused.By(() => own.ConfigMaps.ListAsync(new ListOptions { Namespace = "default", Limit = 1, Continue = firstPage.Continue }, limit.Token));
        var listing = Refused.By(() => own.ConfigMaps.ListAsync(
            new ListOptions { Namespace = "default", ResourceVersion = old, ResourceVersionMatch = ResourceVersionMatch.Exact }, limit.Token));

        Assert.That(watching.IsExpired && paging.IsExpired && listing.IsExpired, Is.True);
    }

    [Test]
    public async Task A_version_from_the_future_is_told_as_such()
    {
        using var limit = Limit();
        await using var own = await OwnControlPlane.StartAsync(new ControlPlaneOptions(), limit.Token);

        var error = Refused.By(() => own.ConfigMaps.ListAsync(
            new ListOptions { Namespace = "default", ResourceVersion = new ResourceVersion("9999999"), ResourceVersionMatch = ResourceVersionMatch.NotOlderThan }, limit.Token));

        Assert.That(error.IsResourceVersionTooLarge, Is.True, error.Message);
    }

    private static CancellationTokenSource Limit() => new(TimeSpan.FromSeconds(120), TimeProvider.System);

    private static ConfigMap Named(string name) => new() { Metadata = new ObjectMeta { Namespace = "default", Name = name } };
}
