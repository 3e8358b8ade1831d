using System.Net;
using System.Text.Json.Nodes;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>Answers that are late, slow, old or no answers at all.</summary>
[CancelAfter(60_000)]
internal sealed class AnswerFaultTests
{
    private static readonly Uri Version = new("/version", UriKind.Relative);

    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private ProxyFixture _fixture = null!;

    [OneTimeSetUp]
    public async Task Start() => _fixture = await ProxyFixture.StartAsync(new FaultProxyOptions { Seed = 1, Time = _time });

    [TearDown]
    public void Clear() => _fixture.Proxy.Plan.Clear();

    [OneTimeTearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("latency delay=10m", 1)]
    [TestCase("latency delay=10m at=answer", 1)]
    [TestCase("latency delay=5m", 2)]
    public async Task An_answer_is_as_late_as_the_rule_says(string rule, int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            _fixture.Proxy.Plan.Add(rule);
        }

        using var client = _fixture.Admin();
        var answer = client.GetStringAsync(Version, cancellationToken);
        for (var i = 0; i < times; i++)
        {
            await Eventually.TrueAsync(() => _time.ArmedTimers == 1, cancellationToken);
            _time.Advance(TimeSpan.FromMinutes(10 / times) - TimeSpan.FromTicks(1));
            Assert.That(answer.IsCompleted, Is.False);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        Assert.That(await answer, Does.Contain("gitVersion"));
    }

    [Test]
    public async Task A_body_comes_a_few_bytes_at_a_time(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("slow-body bytes=10 every=1h");
        using var client = _fixture.Admin();
        using var answer = await client.GetAsync(Version, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[1000];
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await body.ReadAsync(buffer, cancellationToken), Is.EqualTo(10));
            await Eventually.TrueAsync(() => _time.ArmedTimers == 1, cancellationToken);
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Test]
    public async Task A_list_is_stale_as_that_of_a_server_that_lags(CancellationToken cancellationToken)
    {
        var (path, client) = await FilledAsync("stale-list", cancellationToken);
        var old = await ListAsync(client, path, "?limit=500", cancellationToken);
        var now = await AddAsync(path, "b", cancellationToken);

        Assert.That((await ListAsync(client, path, "", cancellationToken)).ToJsonString(), Is.EqualTo(old.ToJsonString()));
        Assert.That((await ListAsync(client, path, "?resourceVersion=0", cancellationToken)).ToJsonString(), Is.EqualTo(old.ToJsonString()));
        using var refused = await client.GetAsync(new Uri($"{path}?resourceVersion={now}&resourceVersionMatch=NotOlderThan", UriKind.Relative), cancellationToken);
        var status = JsonNode.Parse(await refused.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        Assert.That((string?)status["details"]!["causes"]![0]!["reason"], Is.EqualTo("ResourceVersionTooLarge"));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_list_is_stale_as_that_of_a_cache_that_looks_at_nothing_but_the_path(CancellationToken cancellationToken)
    {
        var (path, client) = await FilledAsync("stale-list from=cache count=2", cancellationToken);
        var old = await ListAsync(client, path, "", cancellationToken);
        var now = await AddAsync(path, "b", cancellationToken);
        Assert.That((await ListAsync(client, path, $"?resourceVersion={now}&resourceVersionMatch=NotOlderThan", cancellationToken)).ToJsonString(), Is.EqualTo(old.ToJsonString()));
        Assert.That((await ListAsync(client, path, "", cancellationToken))["items"]!.AsArray(), Has.Count.EqualTo(old["items"]!.AsArray().Count + 1), "the rule's count is over");
    }

    [Test]
    public async Task A_body_is_not_what_it_says_it_is(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin();
        var whole = await client.GetByteArrayAsync(Version, cancellationToken);
        _fixture.Proxy.Plan.Add("malformed count=1");
        _fixture.Proxy.Plan.Add("malformed as=garbage count=1");
        _fixture.Proxy.Plan.Add("malformed as=html count=1");
        Assert.That(await client.GetByteArrayAsync(Version, cancellationToken), Is.EqualTo(whole[..(whole.Length / 2)]));
        Assert.That(await client.GetByteArrayAsync(Version, cancellationToken), Is.EqualTo(Enumerable.Repeat((byte)0xFF, whole.Length)));
        using var page = await client.GetAsync(Version, cancellationToken);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
    }

    private async Task<(string Path, HttpClient Client)> FilledAsync(string rule, CancellationToken cancellationToken)
    {
        var ns = await _fixture.NamespaceAsync(cancellationToken);
        var path = $"/apis/coordination.k8s.io/v1/namespaces/{ns}/leases"; // No controller writes one into a new namespace, as it does a Secret and a ConfigMap.
        await AddAsync(path, "a", cancellationToken);
        _fixture.Proxy.Plan.Add($"{rule} namespace={ns}");
        return (path, _fixture.Admin());
    }

    private async Task<string> AddAsync(string path, string name, CancellationToken cancellationToken)
    {
        using var direct = _fixture.Admin(direct: true);
        using var answer = await direct.PostAsync(new Uri(path, UriKind.Relative), ProxyFixture.Json("{\"metadata\":{\"name\":\"" + name + "\"}}"), cancellationToken);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["metadata"]!["resourceVersion"]!;
    }

    private static async Task<JsonNode> ListAsync(HttpClient client, string path, string query, CancellationToken cancellationToken) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path + query, UriKind.Relative), cancellationToken))!;
}
