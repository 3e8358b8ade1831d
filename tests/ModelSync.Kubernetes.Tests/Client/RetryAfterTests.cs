using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Patching;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Pitfall 20: the server's Retry-After is followed, and there is no limit of our own.</summary>
public sealed class RetryAfterTests : ClientFixture
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";

    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task Pitfall20_A_refusal_with_Retry_After_is_waited_for(int code)
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(code).Header("Retry-After", "4"), Refusal(code).Header("Retry-After", "8"), Found());

        var get = ConfigMaps.GetAsync(Key, Token);

        // A jitter of a half adds half of a tenth.
        await PassAsync(TimeSpan.FromSeconds(4.2));
        await PassAsync(TimeSpan.FromSeconds(8.4));
        Assert.That((await get)!.Metadata.Name, Is.EqualTo("web"));
        Assert.That(Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Retry_After_may_be_a_date()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(503).Header("Retry-After", (Clock.GetUtcNow() + TimeSpan.FromSeconds(20)).ToString("r")), Found());

        var get = ConfigMaps.GetAsync(Key, Token);

        await PassAsync(TimeSpan.FromSeconds(21));
        Assert.That(await get, Is.Not.Null);
    }

    [Test]
    public async Task Pitfall20_Retry_After_of_a_date_in_the_past_waits_a_second()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(503).Header("Retry-After", (Clock.GetUtcNow() - TimeSpan.FromSeconds(20)).ToString("r")), Found());

        var get = ConfigMaps.GetAsync(Key, Token);

        await PassAsync(TimeSpan.FromSeconds(1.05));
        Assert.That(await get, Is.Not.Null);
    }

    [Test]
    public async Task Pitfall20_Retry_After_of_zero_is_no_hot_loop()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(429).Header("Retry-After", "0"), Found());

        var get = ConfigMaps.GetAsync(Key, Token);

        await PassAsync(TimeSpan.FromSeconds(1.05));
        Assert.That(await get, Is.Not.Null);
    }

    [Test]
    public async Task Retry_after_seconds_of_the_status_are_waited_for()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(StatusJson(429, "TooManyRequests", details: """{"retryAfterSeconds":2}"""), 429), Found());

        var get = ConfigMaps.GetAsync(Key, Token);

        await PassAsync(TimeSpan.FromSeconds(2.1));
        Assert.That(await get, Is.Not.Null);
    }

    [TestCase("-1")]
    [TestCase("soon")]
    [TestCase("")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    public void A_Retry_After_that_says_nothing_is_passed_on(string value)
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(503).Header("Retry-After", value));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token));
        Assert.That(error.RetryAfter, Is.Null);
    }

    [Test]
    public void A_429_without_Retry_After_is_passed_on_because_a_disruption_budget_means_it()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(429));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token));
        Assert.That(error.IsTooManyRequests, Is.True);
    }

    [TestCase(403)]
    [TestCase(409)]
    [TestCase(422)]
    public void Retry_After_with_a_refusal_for_good_is_passed_on(int code)
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(code).Header("Retry-After", "1"));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token));
        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Pitfall1_A_version_that_the_server_has_not_reached_is_passed_on_at_once()
    {
        const string Cause = """{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1}""";
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(StatusJson(504, "Timeout", details: Cause), 504).Header("Retry-After", "1"));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token));
        Assert.That(error.IsResourceVersionTooLarge, Is.True);
    }

    [Test]
    public void A_Retry_After_beyond_the_limit_is_passed_on_at_once()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(503).Header("Retry-After", "61"));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token));
        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(61)));
    }

    [Test]
    public async Task The_refusal_is_passed_on_after_so_many_tries()
    {
        Connect(options => options with { MaxRetryAfterTries = 2 });
        Server.Expect(HttpMethod.Get, Path, [.. Enumerable.Repeat(Refusal(429).Header("Retry-After", "4"), 3)]);

        var get = ConfigMaps.GetAsync(Key, Token);

        await PassAsync(TimeSpan.FromSeconds(4.2));
        await PassAsync(TimeSpan.FromSeconds(4.2));
        Assert.That(async () => await get, Throws.TypeOf<KubernetesApiException>());
        Assert.That(Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_write_is_sent_again_unchanged()
    {
        Server.Expect(HttpMethod.Patch, Path, Refusal(429).Header("Retry-After", "1"), Found());

        var patch = ConfigMaps.PatchAsync(Key, Patch.Merge("""{"data":{"key":"value"}}"""u8.ToArray()), options: null, Token);

        await PassAsync(TimeSpan.FromSeconds(1.05));
        await patch;
        Assert.That(Server.Requests[1].BodyText, Is.EqualTo(Server.Requests[0].BodyText).And.Not.Empty);
        Assert.That(Server.Requests[1].RawQuery, Is.EqualTo(Server.Requests[0].RawQuery));
        Assert.That(Server.Requests[1].Header("Content-Type"), Is.EqualTo("application/merge-patch+json"));
    }

    [Test]
    public async Task A_watch_that_is_turned_away_is_opened_again()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", Refusal(429).Header("Retry-After", "1"), ScriptedAnswer.Stream());

        var opening = ConfigMaps.WatchAsync(new WatchOptions(), Token);

        await PassAsync(TimeSpan.FromSeconds(1.05));
        await using var watch = await opening;
        Assert.That(await ReadAllAsync(watch), Is.Empty);
    }

    [Test]
    public async Task Waiting_ends_with_the_callers_interest()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Server.Expect(HttpMethod.Get, Path, Refusal(503).Header("Retry-After", "4"));
        var get = ConfigMaps.GetAsync(Key, caller.Token);
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(4.2), Token);

        await caller.CancelAsync();

        Assert.That(async () => await get, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(HttpProtocols.Http1)]
    [TestCase(HttpProtocols.Http2)]
    public async Task Pitfall20_Two_hundred_requests_are_at_the_server_at_once(HttpProtocols protocols)
    {
        await using var server = await ScriptedApiServer.StartAsync(protocols, Token);
        await using var client = new KubernetesClient(
            new PlainTransport(server.BaseAddress, protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : null),
            new KubernetesClientOptions { TimeProvider = Clock });
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Expect(HttpMethod.Get, Path, [.. Enumerable.Repeat(Found().After(all.Task), 200)]);

        var gets = Enumerable.Range(0, 200).Select(_ => client.Resource<ConfigMap>().GetAsync(Key, Token)).ToList();

        // None is answered before all have arrived: with a limit of our own this would never come.
        await server.WaitForRequestsAsync(200, Token);
        all.SetResult();
        Assert.That(await Task.WhenAll(gets), Has.All.Not.Null);
        Assert.That(server.Requests.Select(request => request.Protocol), Has.All.EqualTo(protocols == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1"));
    }

    private static ScriptedAnswer Refusal(int code) => ScriptedAnswer.Text(code, "later");

    private static ScriptedAnswer Found() => ScriptedAnswer.Json(ConfigMapJson("web"));

    private async Task PassAsync(TimeSpan time)
    {
        await Clock.WaitForTimerDueInAsync(time, Token);
        Clock.Advance(time);
    }
}
