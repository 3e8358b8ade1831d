using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.EndToEnd.Client;

/// <summary>A list of 5,000 objects in pages (pitfall 4).</summary>
public sealed class PagingTests : ClusterTest
{
    private const int Count = 5000;
    private const int AtOnce = 64;

    private ListOptions Ours => new() { Namespace = Namespace, LabelSelector = LabelQuery.Parse("ours=yes"), Limit = 500 };

    [Test]
    public async Task Five_thousand_objects_come_in_pages_of_one_state()
    {
        var maps = Client.Resource<ConfigMap>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct };
        await Parallel.ForAsync(0, Count, parallel, async (index, token) => await maps.CreateAsync(Labelled($"c{index:0000}"), options: null, token));

        var pages = new List<ListPage<ConfigMap>>();
        await foreach (var page in maps.ListPagesAsync(Ours, Ct))
        {
            if (pages.Count == 0)
            {
                // Comes after the first page's state, so that no later page may show it.
                await maps.CreateAsync(Labelled("c9999"), options: null, Ct);
            }

            pages.Add(page);
        }

        var names = pages.SelectMany(page => page.Items).Select(item => item.Metadata.Name).ToList();
        Assert.That(names, Is.EqualTo(Enumerable.Range(0, Count).Select(index => $"c{index:0000}")));
        Assert.That(pages.Select(page => page.ResourceVersion).Distinct().Count(), Is.EqualTo(1));
        Assert.That(pages, Has.Count.AtLeast(Count / 500), "a page is cut before its objects are selected");
        Assert.That(pages[^1].Continue, Is.Null);
        Assert.That((await maps.ListAsync(Ours, Ct)).Items, Has.Count.EqualTo(Count + 1));
        Assert.That((await maps.ListAsync(Ours with { ResourceVersion = ResourceVersion.Any }, Ct)).Items, Has.Count.EqualTo(Count + 1).Or.Count.EqualTo(Count), "a cache may lag by the last");
    }

    private ConfigMap Labelled(string name) =>
        new() { Metadata = new ObjectMeta { Namespace = Namespace, Name = name, Labels = [Entry("ours", "yes")] } };
}
