using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Pitfall 5: a dead connection is noticed in time, by a clock that counts silence and not length.</summary>
[TestFixture(HttpProtocols.Http1)]
[TestFixture(HttpProtocols.Http2)]
public sealed class TimeoutTests(HttpProtocols protocols) : ClientFixture(protocols)
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";
    private const string ListPath = "/api/v1/configmaps";

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _headers = new();

    [Test]
    public async Task Headers_that_never_come_are_a_broken_exchange()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Never());
        var get = ConfigMaps.GetAsync(Key, Token);
        await Server.WaitForRequestsAsync(1, Token);

        Clock.Advance(Idle);

        var error = Assert.ThrowsAsync<KubernetesConnectionException>(() => get);
        Assert.That(error.Message, Is.EqualTo($"GET {Path}: no answer from {Server.BaseAddress.Authority} within 30 s"));
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [Test]
    public async Task Headers_of_a_list_may_take_longer()
    {
        var late = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Json(EmptyList).After(late.Task));
        var list = ConfigMaps.ListAsync(ListOptions.All, Token);
        await Server.WaitForRequestsAsync(1, Token);

        Clock.Advance(TimeSpan.FromSeconds(64));
        late.SetResult();

        Assert.That((await list).Items, Is.Empty);
    }

    [Test]
    public async Task A_body_that_stops_half_way_is_a_broken_exchange()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().Write("""{"metadata":""").Hang().After(_headers.Task));
        var get = ConfigMaps.GetAsync(Key, Token);
        await PassHeadersAsync();

        Clock.Advance(Idle);

        var error = Assert.ThrowsAsync<KubernetesConnectionException>(() => get);
        Assert.That(error.Message, Does.StartWith($"GET {Path}: nothing more came within 30 s"));
    }

    [Test]
    public async Task A_list_that_stops_half_way_is_a_broken_exchange()
    {
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().Write("""{"items":[""" + ConfigMapJson("a")).Hang().After(_headers.Task));
        var list = ConfigMaps.ListAsync(ListOptions.All, Token);
        await PassHeadersAsync();

        Clock.Advance(Idle);

        Assert.That(async () => await list, Throws.TypeOf<KubernetesConnectionException>().With.Message.Contains("nothing more came"));
    }

    [Test]
    public async Task A_list_that_keeps_coming_may_take_longer_in_all_than_any_silence()
    {
        var pieces = new[] { """{"metadata":{"resourceVersion":"10"},"items":[""", ConfigMapJson("a"), "," + ConfigMapJson("b"), "," + ConfigMapJson("c"), "]}" };
        var signals = pieces.Select(_ => new TaskCompletionSource()).ToList();
        Server.Expect(HttpMethod.Get, ListPath, pieces.Zip(signals).Aggregate(ScriptedAnswer.Stream(), (answer, next) => answer.WaitFor(next.Second.Task).Write(next.First)));
        var list = ConfigMaps.ListAsync(ListOptions.All, Token);

        foreach (var signal in signals)
        {
            // Each piece begins the limit anew: only then is a timer due in the whole of it.
            await Clock.WaitForTimerDueInAsync(Idle, Token);
            Clock.Advance(TimeSpan.FromSeconds(29));
            signal.SetResult();
        }

        Assert.That((await list).Items, Has.Count.EqualTo(3));
        Assert.That(Clock.GetTimestamp(), Is.EqualTo(TimeSpan.FromSeconds(145).Ticks));
    }

    [Test]
    public async Task Pitfall5_A_watch_that_outlives_the_servers_own_deadline_is_a_dead_connection()
    {
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().WriteLine($$"""{"type":"ADDED","object":{{ConfigMapJson("a")}} }""").Hang());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { Timeout = TimeSpan.FromMinutes(5) }, Token);
        await using var events = watch.GetAsyncEnumerator(Token);
        Assert.That(await events.MoveNextAsync(), Is.True);

        var next = events.MoveNextAsync().AsTask();
        Clock.Advance(TimeSpan.FromSeconds(309));
        Assert.That(next.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var error = Assert.ThrowsAsync<KubernetesConnectionException>(() => next);
        Assert.That(error.Message, Does.Contain("within 310 s"));
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [Test]
    public async Task Pitfall5_A_watchs_deadline_runs_from_its_opening()
    {
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().Hang());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { Timeout = TimeSpan.FromMinutes(5) }, Token);
        Clock.Advance(TimeSpan.FromSeconds(300));

        var reading = ReadAllAsync(watch);
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(async () => await reading, Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task A_watch_may_be_silent_for_as_long_as_it_lasts()
    {
        var end = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, ListPath, ScriptedAnswer.Stream().WaitFor(end.Task));
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { Timeout = TimeSpan.FromMinutes(5) }, Token);
        var reading = ReadAllAsync(watch);

        Clock.Advance(TimeSpan.FromSeconds(300));
        end.SetResult();

        Assert.That(await reading, Is.Empty);
    }

    [Test]
    public async Task A_refusal_whose_body_never_comes_is_still_a_refusal()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream(403).Write("{").Hang().After(_headers.Task));
        var get = ConfigMaps.GetAsync(Key, Token);
        await PassHeadersAsync();

        Clock.Advance(Idle);

        Assert.That(async () => await get, Throws.TypeOf<KubernetesApiException>());
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Options_that_no_client_can_work_with_are_refused(int which)
    {
        var options = new KubernetesClientOptions();
        var (bad, name) = which switch
        {
            0 => (options with { RequestTimeout = TimeSpan.Zero }, nameof(options.RequestTimeout)),
            1 => (options with { WatchTimeout = TimeSpan.FromSeconds(-1) }, nameof(options.WatchTimeout)),
            2 => (options with { MaxObjectBytes = 0 }, nameof(options.MaxObjectBytes)),
            _ => (options with { MaxRetryAfterTries = -1 }, nameof(options.MaxRetryAfterTries)),
        };

        Assert.That(() => new KubernetesClient(Transport, bad), Throws.InstanceOf<ArgumentException>().With.Message.Contains(name));
    }

    // Time passes before the headers come, so that the timer of the body is told from theirs: it alone is due in the whole limit.
    private async Task PassHeadersAsync()
    {
        await Server.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(10));
        _headers.SetResult();
        await Clock.WaitForTimerDueInAsync(Idle, Token);
    }
}
