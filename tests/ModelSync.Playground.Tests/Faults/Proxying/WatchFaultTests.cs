using System.Net;
using System.Text.Json.Nodes;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>What befalls watches, byte by byte.</summary>
[CancelAfter(60_000)]
internal sealed class WatchFaultTests
{
    private ProxyFixture _fixture = null!;
    private string _namespace = "";

    [SetUp]
    public async Task Start()
    {
        _fixture = await ProxyFixture.StartAsync();
        _namespace = await _fixture.NamespaceAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task Events_go_through_at_once_as_they_are(string version, CancellationToken cancellationToken)
    {
        using var watch = await OpenAsync(Version.Parse(version), "timeoutSeconds=60", cancellationToken);
        foreach (var name in new[] { "a", "b", "c" })
        {
            // The next is only made when this one was heard of.
            await CreateAsync(name, cancellationToken);
            Assert.That(NameOf(await watch.Reader.ReadLineAsync(cancellationToken)), Is.EqualTo(name));
        }
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task A_watch_is_ended_in_good_order(string version, CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("drop-watch after=1");
        using var watch = await OpenAsync(Version.Parse(version), "timeoutSeconds=60", cancellationToken);
        await CreateAsync("a", cancellationToken);
        Assert.That(NameOf(await watch.Reader.ReadLineAsync(cancellationToken)), Is.EqualTo("a"));
        Assert.That(await watch.Reader.ReadLineAsync(cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_watch_is_broken([Values("1.1", "2.0")] string version, [Values("reset", "stream")] string by, CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add($"drop-watch by={by} after=1");
        using var watch = await OpenAsync(Version.Parse(version), "timeoutSeconds=60", cancellationToken);
        await CreateAsync("a", cancellationToken);
        Assert.That(
            async () =>
            {
                // A reset may overtake what was sent before it.
                while (await watch.Reader.ReadLineAsync(cancellationToken) is not null)
                {
                }
            },
            Throws.InstanceOf<IOException>());
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task A_watch_ends_in_the_middle_of_an_event(string version, CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("drop-watch by=half-line after=1");
        using var watch = await OpenAsync(Version.Parse(version), "timeoutSeconds=60", cancellationToken);
        await CreateAsync("a", cancellationToken);
        await CreateAsync("b", cancellationToken);
        var lines = (await watch.Reader.ReadToEndAsync(cancellationToken)).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(NameOf(lines[0]), Is.EqualTo("a"));
        Assert.That(lines[1], Does.StartWith("{\"type\":\"ADDED\"").And.Not.EndsWith("}"));
    }

    [Test]
    public async Task An_error_comes_as_an_event_after_others(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("504 as=event after=1 message=\"the storage is behind\"");
        using var watch = await OpenAsync(HttpVersion.Version20, "timeoutSeconds=60", cancellationToken);
        await CreateAsync("a", cancellationToken);
        Assert.That(NameOf(await watch.Reader.ReadLineAsync(cancellationToken)), Is.EqualTo("a"));
        var error = JsonNode.Parse((await watch.Reader.ReadLineAsync(cancellationToken))!)!;
        Assert.That(((string?)error["type"], (int?)error["object"]!["code"], (string?)error["object"]!["message"]), Is.EqualTo(("ERROR", 504, "the storage is behind")));
        Assert.That(await watch.Reader.ReadLineAsync(cancellationToken), Is.Null);
    }

    [Test]
    public async Task A_stuck_watch_does_not_even_tell_its_end_and_bookmarks_can_be_missing(CancellationToken cancellationToken)
    {
        // The server ends each after four seconds, and tells a bookmark shortly before.
        const string Query = "timeoutSeconds=4&allowWatchBookmarks=true";
        _fixture.Proxy.Plan.Add("stuck-watch after=1 count=1");
        using var stuck = await OpenAsync(HttpVersion.Version20, Query, cancellationToken);
        _fixture.Proxy.Plan.Add("no-bookmarks count=1");
        using var silent = await OpenAsync(HttpVersion.Version20, Query, cancellationToken);
        using var healthy = await OpenAsync(HttpVersion.Version20, Query, cancellationToken);
        await CreateAsync("a", cancellationToken);
        Assert.That(NameOf(await stuck.Reader.ReadLineAsync(cancellationToken)), Is.EqualTo("a"));
        var more = stuck.Reader.ReadLineAsync(cancellationToken).AsTask();
        await CreateAsync("b", cancellationToken);

        Assert.That(await healthy.Reader.ReadToEndAsync(cancellationToken), Does.Contain("\"BOOKMARK\""));
        Assert.That(await silent.Reader.ReadToEndAsync(cancellationToken), Does.Not.Contain("\"BOOKMARK\"").And.Contain("\"b\""));
        Assert.That(more.IsCompleted, Is.False);
        using var client = _fixture.Admin();
        using var answer = await client.GetAsync(new Uri("/version", UriKind.Relative), cancellationToken);
        Assert.That(more.IsCompleted, Is.False);

        // Nobody who ends the proxy waits for those who are stuck.
        await _fixture.Proxy.DisposeAsync();
        Assert.That(async () => await more, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task A_watch_is_dropped_after_a_time(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("drop-watch after=100ms");
        using var watch = await OpenAsync(HttpVersion.Version20, "timeoutSeconds=60", cancellationToken);
        Assert.That(await watch.Reader.ReadLineAsync(cancellationToken), Is.Null);
    }

    private static string? NameOf(string? line) => (string?)JsonNode.Parse(line ?? throw new AssertionException("the watch has ended"))!["object"]!["metadata"]!["name"];

    private async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        using var direct = _fixture.Admin(direct: true);
        using var answer = await direct.PostAsync(
            new Uri($"/apis/rbac.authorization.k8s.io/v1/namespaces/{_namespace}/roles", UriKind.Relative),
            ProxyFixture.Json("{\"metadata\":{\"name\":\"" + name + "\"},\"rules\":[]}"),
            cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    private async Task<Watch> OpenAsync(Version version, string query, CancellationToken cancellationToken)
    {
        var client = _fixture.Admin(version);
        var path = $"/apis/rbac.authorization.k8s.io/v1/namespaces/{_namespace}/roles";
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken))!;
        var answer = await client.GetAsync(
            new Uri($"{path}?watch=true&resourceVersion={list["metadata"]!["resourceVersion"]}&{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new Watch(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken)));
    }

    private sealed record Watch(HttpResponseMessage Answer, StreamReader Reader) : IDisposable
    {
        public void Dispose() => Answer.Dispose();
    }
}
