using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Faults;

/// <summary>Whoever resumes a watch where its cursor stands is told every change once, whatever broke the watch.</summary>
public sealed class WatchResumeFaultTests : LastingFaultTests
{
    private const int Changes = 6;

    // What takes the place to resume from away needs a list, and is the informer's to survive.
    private static readonly string[] Faults =
        [.. LastingFaults.OfReads.Where(fault => !fault.StartsWith("410", StringComparison.Ordinal) && !fault.StartsWith("stale", StringComparison.Ordinal))];

    [Test]
    public Task A_resumed_watch_has_no_gap() => EachAsync("watch resume", Faults, async (cell, fault) =>
    {
        var maps = cell.Maps;
        var selection = new WatchOptions
        {
            Namespace = Namespace,
            LabelSelector = LabelQuery.Everything.Equal("cell", cell.Agent),
            ResourceVersion = (await CellWorld.Truth.ListAsync(new ListOptions { Namespace = Namespace }, Ct)).ResourceVersion,
        };
        cell.Add(fault, "watch");
        var names = new List<string>();
        var creating = CreateAsync(cell);
        var cursor = WatchCursor.For(selection);
        while (names.Count < Changes || cell.Injections == 0)
        {
            cursor = await FollowAsync(maps, selection, cursor, names, cell);
        }

        await creating;
        return names.SequenceEqual(Enumerable.Range(0, Changes).Select(number => $"{cell.Agent}-{number}"))
            ? "resumes"
            : throw new InvalidOperationException($"it was told {string.Join(", ", names)}");
    });

    [Test]
    public Task A_watch_whose_version_is_gone_says_so() => EachAsync("watch", ["410 as=http count=1", "410 as=event after=1 count=1"], async (cell, fault) =>
    {
        cell.Add(fault, "watch");
        var list = await CellWorld.Truth.ListAsync(new ListOptions { Namespace = Namespace }, Ct);
        var creating = CreateAsync(cell);
        var error = Assert.ThrowsAsync<KubernetesApiException>(async () =>
        {
            await using var watch = await cell.Maps.WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion }, Ct);
            await foreach (var told in watch.WithCancellation(Ct))
            {
                Assert.That(told.Type, Is.EqualTo(WatchEventType.Added));
            }
        });
        await creating;
        Assert.That(error!.IsExpired, Is.True);
        return "expired";
    });

    private async Task<WatchCursor> FollowAsync(IResourceClient<ConfigMap> maps, WatchOptions selection, WatchCursor cursor, List<string> names, CellWorld cell)
    {
        try
        {
            await using var watch = await maps.WatchAsync(selection with { ResourceVersion = cursor.Position }, Ct);
            await foreach (var told in watch.WithCancellation(Ct))
            {
                cursor = cursor.After(told);
                if (told.Type != WatchEventType.Bookmark)
                {
                    names.Add(told.Metadata!.Name!);
                }

                if (names.Count >= Changes && cell.Injections > 0)
                {
                    break;
                }
            }
        }
        catch (KubernetesException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        return cursor;
    }

    private async Task CreateAsync(CellWorld cell)
    {
        for (var number = 0; number < Changes; number++)
        {
            await CellWorld.Truth.CreateAsync(cell.Map($"{cell.Agent}-{number}", "new"), options: null, Ct);
        }
    }
}
