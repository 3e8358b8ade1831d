using System.IO.Compression;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Pitfall 4: all pages show one state, and continue tokens expire.</summary>
public sealed class ListPagingTests : ClientFixture
{
    private const string Path = "/api/v1/configmaps";

    [Test]
    public async Task Pitfall4_Later_pages_carry_only_the_token_and_share_the_first_pages_version()
    {
        Server.Expect(HttpMethod.Get, Path, Page("a", "10", "t1"), Page("b", "10", "t2"), Page("c", "10"));

        var pages = await ReadPagesAsync(new ListOptions
        {
            LabelSelector = LabelQuery.Parse("app=web"),
            Limit = 1,
            ResourceVersion = new ResourceVersion("9"),
            ResourceVersionMatch = ResourceVersionMatch.NotOlderThan,
        });

        Assert.That(pages.Select(page => page.Items.Single().Metadata.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(pages.Select(page => page.ResourceVersion.Value), Has.All.EqualTo("10"));
        Assert.That(Server.Requests.Select(request => request.RawQuery), Is.EqualTo(new[]
        {
            "labelSelector=app%3Dweb&resourceVersion=9&resourceVersionMatch=NotOlderThan&limit=1",
            "labelSelector=app%3Dweb&limit=1&continue=t1",
            "labelSelector=app%3Dweb&limit=1&continue=t2",
        }));
    }

    [Test]
    public async Task A_whole_list_is_one_page_at_the_first_pages_version()
    {
        Server.Expect(HttpMethod.Get, Path, Page("a", "10", "t1"), Page("b", "11"));

        var list = await ConfigMaps.ListAsync(ListOptions.All, Token);

        Assert.That(list.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(list.ResourceVersion.Value, Is.EqualTo("10"));
        Assert.That(list.Continue, Is.Null);
    }

    [Test]
    public async Task Pitfall4_A_token_that_expires_on_the_way_makes_pages_throw()
    {
        Server.Expect(HttpMethod.Get, Path, Page("a", "10", "t1"), Expired());
        await using var pages = ConfigMaps.ListPagesAsync(ListOptions.All, Token).GetAsyncEnumerator(Token);
        Assert.That(await pages.MoveNextAsync(), Is.True);

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => pages.MoveNextAsync().AsTask());

        Assert.That(error.IsExpired, Is.True);
    }

    [Test]
    public async Task Pitfall4_A_token_that_expires_on_the_way_makes_a_list_begin_anew_without_pages()
    {
        Server.Expect(HttpMethod.Get, Path, Page("gone", "10", "t1"), Expired(), Page("a", "20"));

        var list = await ConfigMaps.ListAsync(new ListOptions { Limit = 1, ResourceVersion = new ResourceVersion("9") }, Token);

        // Nothing of the state that could not be completed is left.
        Assert.That(list.Items.Single().Metadata.Name, Is.EqualTo("a"));
        Assert.That(list.ResourceVersion.Value, Is.EqualTo("20"));
        Assert.That(Server.Requests[2].RawQuery, Is.EqualTo("resourceVersion=9"));
    }

    [Test]
    public void A_version_that_expired_before_the_first_page_throws()
    {
        Server.Expect(HttpMethod.Get, Path, Expired());

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.ListAsync(new ListOptions { ResourceVersion = new ResourceVersion("1") }, Token));
        Assert.That(error.IsExpired, Is.True);
    }

    [Test]
    public void The_rest_of_a_list_is_never_replaced_by_the_whole()
    {
        Server.Expect(HttpMethod.Get, Path, Page("b", "10", "t2"), Expired());

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.ListAsync(new ListOptions { Continue = "t1" }, Token));
        Assert.That(error.IsExpired, Is.True);
    }

    [Test]
    public async Task A_packed_list_is_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($$"""{"metadata":{"resourceVersion":"10"},"items":[{{ConfigMapJson("a")}}]}"""), Token);
        }

        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(packed.ToArray(), "application/json").Header("Content-Encoding", "gzip"));

        Assert.That((await ConfigMaps.ListAsync(ListOptions.All, Token)).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_packed_list_that_is_damaged_is_a_broken_exchange()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff], "application/json").Header("Content-Encoding", "gzip"));

        Assert.That(async () => await ConfigMaps.ListAsync(ListOptions.All, Token), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task Invalid_objects_of_all_pages_are_kept()
    {
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Json("""{"metadata":{"resourceVersion":"10","continue":"t1"},"items":[{"metadata":{"name":"bad1"},"data":5}]}"""),
            ScriptedAnswer.Json("""{"metadata":{"resourceVersion":"10"},"items":[{"metadata":{"name":"bad2"},"data":5}]}"""));

        var list = await ConfigMaps.ListAsync(ListOptions.All, Token);

        Assert.That(list.Invalid.Select(invalid => invalid.Metadata.Name), Is.EqualTo(new[] { "bad1", "bad2" }));
    }

    private static ScriptedAnswer Expired() => ScriptedAnswer.Json(StatusJson(410, "Expired", "The provided continue parameter is too old"), 410);

    private static ScriptedAnswer Page(string name, string version, string? token = null) =>
        ScriptedAnswer.Json($$"""{"metadata":{"resourceVersion":"{{version}}","continue":"{{token}}"},"items":[{{ConfigMapJson(name)}}]}""");

    private async Task<List<ListPage<ConfigMap>>> ReadPagesAsync(ListOptions options)
    {
        var pages = new List<ListPage<ConfigMap>>();
        await foreach (var page in ConfigMaps.ListPagesAsync(options, Token))
        {
            pages.Add(page);
        }

        return pages;
    }
}
