using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Client;

public sealed class WatchTests : ClusterTest
{
    private static IResourceClient<ConfigMap> ConfigMaps => Client.Resource<ConfigMap>();

    [Test]
    public async Task A_watch_from_a_list_tells_every_change_in_order()
    {
        var list = await ConfigMaps.ListAsync(new ListOptions { Namespace = Namespace }, Ct);
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion, FieldSelector = NotRootCa }, Ct);

        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        await ConfigMaps.PatchAsync(Key("a"), Json.MergePatch("""{"data":{"k":"v"}}"""), options: null, Ct);
        await ConfigMaps.DeleteAsync(Key("a"), options: null, Ct);

        var seen = new List<WatchEventType>();
        await foreach (var watchEvent in watch.WithCancellation(Ct))
        {
            seen.Add(watchEvent.Type);
            if (watchEvent.Type == WatchEventType.Deleted)
            {
                Assert.That(watchEvent.Object!.Data!["k"], Is.EqualTo("v"), "a deletion brings the last state");
                break;
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted }));
    }

    [Test]
    public async Task Leaving_a_selection_is_a_deletion()
    {
        var labelled = ConfigMap("a") with { Metadata = new ObjectMeta { Namespace = Namespace, Name = "a", Labels = [Entry("in", "yes")] } };
        var created = await ConfigMaps.CreateAsync(labelled, options: null, Ct);
        await using var watch = await ConfigMaps.WatchAsync(
            new WatchOptions { Namespace = Namespace, LabelSelector = LabelQuery.Parse("in=yes"), ResourceVersion = new ResourceVersion(created.Metadata.ResourceVersion) }, Ct);

        await ConfigMaps.PatchAsync(Key("a"), Json.MergePatch("""{"metadata":{"labels":{"in":"no"}}}"""), options: null, Ct);

        Assert.That((await watch.FirstAsync(Ct)).Type, Is.EqualTo(WatchEventType.Deleted));
    }

    [Test]
    public async Task A_watch_that_the_server_ends_is_resumed_without_a_gap_or_a_repetition()
    {
        var options = new WatchOptions
        {
            Namespace = Namespace,
            FieldSelector = NotRootCa,
            ResourceVersion = (await ConfigMaps.ListAsync(new ListOptions { Namespace = Namespace }, Ct)).ResourceVersion,
            Timeout = TimeSpan.FromSeconds(1),
        };
        var cursor = WatchCursor.For(options);
        var seen = new List<string>();
        for (var round = 0; seen.Count < 3; round++)
        {
            await using var watch = await ConfigMaps.WatchAsync(options with { ResourceVersion = cursor.Position }, Ct);
            if (round < 3)
            {
                await ConfigMaps.CreateAsync(ConfigMap($"r{round}"), options: null, Ct);
            }

            await foreach (var watchEvent in watch.WithCancellation(Ct))
            {
                cursor = cursor.After(watchEvent);
                if (watchEvent.Metadata is { } metadata)
                {
                    seen.Add(metadata.Name!);
                }
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { "r0", "r1", "r2" }));
    }

    [Test]
    public async Task Bookmarks_move_the_cursor_of_a_quiet_watch()
    {
        // The server sends one shortly before it ends a watch, provided that something of the same kind has changed, here outside the selection.
        var options = new WatchOptions
        {
            Namespace = Namespace,
            FieldSelector = FieldQuery.Parse("metadata.name=quiet"),
            ResourceVersion = (await ConfigMaps.ListAsync(new ListOptions { Namespace = Namespace }, Ct)).ResourceVersion,
            Timeout = TimeSpan.FromSeconds(4),
        };
        var cursor = WatchCursor.For(options);
        await using var watch = await ConfigMaps.WatchAsync(options, Ct);
        var other = await ConfigMaps.CreateAsync(ConfigMap("other"), options: null, Ct);

        var types = new List<WatchEventType>();
        await foreach (var watchEvent in watch.WithCancellation(Ct))
        {
            types.Add(watchEvent.Type);
            cursor = cursor.After(watchEvent);
        }

        Assert.That(types, Is.Not.Empty.And.All.EqualTo(WatchEventType.Bookmark));
        Assert.That(cursor.Position.TryCompare(new ResourceVersion(other.Metadata.ResourceVersion), out var order) && order >= 0, Is.True, $"{cursor.Position}");
    }

    [Test]
    public async Task A_watch_list_is_streamed_where_the_server_has_it_and_refused_in_words_elsewhere()
    {
        await ConfigMaps.CreateAsync(ConfigMap("a"), options: null, Ct);
        var options = new WatchOptions { Namespace = Namespace, SendInitialEvents = true, FieldSelector = FieldQuery.Parse("metadata.name=a") };
        try
        {
            await using var watch = await ConfigMaps.WatchAsync(options, Ct);
            var cursor = WatchCursor.For(options);
            var seen = new List<WatchEventType>();
            await foreach (var watchEvent in watch.WithCancellation(Ct))
            {
                cursor = cursor.After(watchEvent);
                seen.Add(watchEvent.Type);
                if (watchEvent.IsInitialEventsEnd)
                {
                    break;
                }
            }

            Assert.That(seen, Is.EqualTo(new[] { WatchEventType.Added, WatchEventType.Bookmark }));
            Assert.That(cursor.Position.IsUnset, Is.False);
        }
        catch (KubernetesApiException exception)
        {
            Assert.That(exception.IsWatchListUnsupported, Is.True, exception.Message);
        }
    }

    private static FieldQuery NotRootCa => FieldQuery.Parse("metadata.name!=kube-root-ca.crt");
}
