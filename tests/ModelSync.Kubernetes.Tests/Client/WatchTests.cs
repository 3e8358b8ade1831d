using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Watches over a connection: how they open, go on and end.</summary>
[TestFixture(HttpProtocols.Http1)]
[TestFixture(HttpProtocols.Http2)]
public sealed class WatchTests(HttpProtocols protocols) : ClientFixture(protocols)
{
    private const string Path = "/api/v1/configmaps";

    [Test]
    public async Task Pitfall6_A_watch_is_open_once_headers_are_there_and_before_any_event()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().Hang());

        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);

        Assert.That(Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Each_event_is_told_as_soon_as_it_arrives()
    {
        var second = new TaskCompletionSource();
        var third = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Stream()
                .WriteLine(Event("ADDED", ConfigMapJson("a", "11")))
                .WaitFor(second.Task).WriteLine(Event("MODIFIED", ConfigMapJson("a", "12")))
                .WaitFor(third.Task).WriteLine(Event("DELETED", ConfigMapJson("a", "13"))));
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions { ResourceVersion = new ResourceVersion("10") }, Token);
        await using var events = watch.GetAsyncEnumerator(Token);

        Assert.That(await events.MoveNextAsync(), Is.True);
        Assert.That(Describe(events.Current), Is.EqualTo("Added a 11"));
        second.SetResult();
        Assert.That(await events.MoveNextAsync(), Is.True);
        Assert.That(Describe(events.Current), Is.EqualTo("Modified a 12"));
        third.SetResult();
        Assert.That(await events.MoveNextAsync(), Is.True);
        Assert.That(Describe(events.Current), Is.EqualTo("Deleted a 13"));
        Assert.That(await events.MoveNextAsync(), Is.False);
    }

    [TestCase(401, "Unauthorized", nameof(KubernetesApiException.IsUnauthorized))]
    [TestCase(403, "Forbidden", nameof(KubernetesApiException.IsForbidden))]
    [TestCase(410, "Expired", nameof(KubernetesApiException.IsExpired))]
    [TestCase(429, "TooManyRequests", nameof(KubernetesApiException.IsTooManyRequests))]
    [TestCase(504, "Timeout", nameof(KubernetesApiException.IsTimeout))]
    public void Pitfall1_A_watch_that_is_refused_throws_at_its_opening(int code, string reason, string property)
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(StatusJson(code, reason), code));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.WatchAsync(new WatchOptions(), Token));
        Assert.That(error, Has.Property(property).True);
    }

    [TestCase(410, "Expired")]
    [TestCase(410, "Gone")]
    [TestCase(410, "")]
    [TestCase(0, "Expired")]
    [TestCase(0, "Gone")]
    public async Task Pitfall1_An_expired_version_may_be_told_by_a_frame(int code, string reason)
    {
        var read = await ReadUntilErrorAsync<KubernetesApiException>(ScriptedAnswer.Stream()
            .WriteLine(Event("ADDED", ConfigMapJson("a", "11")))
            .WriteLine(Event("ERROR", StatusJson(code, reason, "too old resource version: 1 (2)"))));

        Assert.That(read.Events, Has.Count.EqualTo(1));
        Assert.That(read.Error.IsExpired, Is.True);
        Assert.That(read.Error.Message, Does.Contain("too old resource version"));
    }

    [Test]
    public async Task An_expired_version_may_be_told_by_the_reason_alone()
    {
        var read = await ReadUntilErrorAsync<KubernetesApiException>(
            ScriptedAnswer.Stream().WriteLine("""{"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"Expired"}}"""));

        Assert.That(read.Error.IsExpired, Is.True);
    }

    [TestCase(500, "InternalError")]
    [TestCase(504, "Timeout")]
    public async Task An_error_frame_ends_the_watch(int code, string reason)
    {
        var read = await ReadUntilErrorAsync<KubernetesApiException>(ScriptedAnswer.Stream().WriteLine(Event("ERROR", StatusJson(code, reason))).Hang());

        Assert.That(read.Error.StatusCode, Is.EqualTo((HttpStatusCode)code));
        Assert.That(read.Error.IsExpired, Is.False);
    }

    [Test]
    public async Task An_end_in_the_middle_of_an_event_is_a_broken_exchange()
    {
        var read = await ReadUntilErrorAsync<KubernetesConnectionException>(
            ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a"))).Write("""{"type":"MODI"""));

        Assert.That(read.Events, Has.Count.EqualTo(1));
        Assert.That(read.Error.Message, Does.Contain("broke off in the middle of an event"));
    }

    [Test]
    public async Task A_connection_that_is_reset_is_a_broken_exchange()
    {
        var isRead = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a"))).WaitFor(isRead.Task).Abort());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        await using var events = watch.GetAsyncEnumerator(Token);
        Assert.That(await events.MoveNextAsync(), Is.True);

        isRead.SetResult();

        Assert.That(async () => await events.MoveNextAsync(), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task Pitfall9_A_poison_object_is_an_event_and_its_deletion_is_seen()
    {
        const string poison = """{"metadata":{"name":"bad","namespace":"shop","uid":"u-b","resourceVersion":"12"},"data":{"key":5}}""";
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Stream()
                .WriteLine(Event("ADDED", poison))
                .WriteLine(Event("MODIFIED", poison))
                .WriteLine(Event("DELETED", poison))
                .WriteLine(Event("ADDED", ConfigMapJson("a", "13"))));

        var events = await ReadAllAsync(await ConfigMaps.WatchAsync(new WatchOptions(), Token));

        Assert.That(events.Select(Describe), Is.EqualTo(new[] { "Added bad 12 invalid", "Modified bad 12 invalid", "Deleted bad 12 invalid", "Added a 13" }));
        Assert.That(events[2].Metadata, Is.EqualTo(new ObjectMeta { Name = "bad", Namespace = "shop", Uid = "u-b", ResourceVersion = "12" }));
        Assert.That(events[2].Invalid!.Error, Does.StartWith("$.data"));
    }

    [Test]
    public async Task Events_are_passed_on_as_they_come_twice_or_out_of_order()
    {
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Stream()
                .WriteLine(Event("ADDED", ConfigMapJson("b", "12")))
                .WriteLine(Event("ADDED", ConfigMapJson("a", "11")))
                .WriteLine(Event("ADDED", ConfigMapJson("a", "11"))));

        var events = await ReadAllAsync(await ConfigMaps.WatchAsync(new WatchOptions(), Token));

        Assert.That(events.Select(Describe), Is.EqualTo(new[] { "Added b 12", "Added a 11", "Added a 11" }));
    }

    [Test]
    public async Task Pitfall3_The_end_of_the_initial_events_is_marked()
    {
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Stream()
                .WriteLine(Event("ADDED", ConfigMapJson("a", "11")))
                .WriteLine("""{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":"20","creationTimestamp":null,"annotations":{"k8s.io/initial-events-end":"true"}}}}""")
                .WriteLine("""{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":"30","creationTimestamp":null}}}"""));

        var events = await ReadAllAsync(await ConfigMaps.WatchAsync(new WatchOptions { SendInitialEvents = true }, Token));

        Assert.That(events.Select(item => item.IsInitialEventsEnd), Is.EqualTo(new[] { false, true, false }));
        Assert.That(events[1], Is.EqualTo(new WatchEvent<ConfigMap>(WatchEventType.Bookmark, Object: null, Invalid: null, new ResourceVersion("20"), IsInitialEventsEnd: true)));
    }

    [TestCase(422, "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled", true)]
    [TestCase(422, "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch", true)]
    [TestCase(400, "unknown parameter sendInitialEvents", true)]
    [TestCase(422, "fieldSelector: Invalid value", false)]
    [TestCase(403, "sendInitialEvents", false)]
    public void Pitfall3_A_server_without_watch_list_is_told_from_other_refusals(int code, string message, bool isUnsupported)
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Json(StatusJson(code, "Invalid", message), code));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.WatchAsync(new WatchOptions { SendInitialEvents = true }, Token));
        Assert.That(error.IsWatchListUnsupported, Is.EqualTo(isUnsupported));
    }

    [Test]
    public async Task A_watch_is_enumerated_once()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        await ReadAllAsync(watch);

        Assert.That(async () => await ReadAllAsync(watch), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Disposing_a_watch_ends_its_reading_and_its_request()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a"))).Hang());
        var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        await using var events = watch.GetAsyncEnumerator(Token);
        Assert.That(await events.MoveNextAsync(), Is.True);
        var next = events.MoveNextAsync().AsTask();

        await watch.DisposeAsync();

        Assert.That(async () => await next.WaitAsync(Token), Throws.TypeOf<ObjectDisposedException>());
        await OnlyRequest.HungUp.WaitAsync(Token);
        await watch.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_has_arrived_already_is_not_told_after_the_end(bool isCancelled)
    {
        using var caller = new CancellationTokenSource();
        var both = Event("ADDED", ConfigMapJson("a")) + "\n" + Event("ADDED", ConfigMapJson("b"));
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().WriteLine(both).Hang());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        await using var events = watch.GetAsyncEnumerator(caller.Token);
        Assert.That(await events.MoveNextAsync(), Is.True);

        await (isCancelled ? caller.CancelAsync() : watch.DisposeAsync().AsTask());

        Assert.That(async () => await events.MoveNextAsync(), isCancelled ? Throws.InstanceOf<OperationCanceledException>() : Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task The_token_that_opened_a_watch_ends_it_though_the_loop_does_not_name_it()
    {
        using var caller = new CancellationTokenSource();
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a"))).Hang());
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), caller.Token);
        await using var events = watch.GetAsyncEnumerator(CancellationToken.None);
        Assert.That(await events.MoveNextAsync(), Is.True);
        var next = events.MoveNextAsync().AsTask();

        await caller.CancelAsync();

        var cancelled = Assert.CatchAsync<OperationCanceledException>(async () => await next.WaitAsync(Token))!;
        Assert.That(cancelled.CancellationToken, Is.EqualTo(caller.Token));
    }

    [Test]
    public async Task A_watch_that_is_disposed_is_not_read()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().Hang());
        var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);

        await watch.DisposeAsync();

        Assert.That(async () => await ReadAllAsync(watch), Throws.TypeOf<ObjectDisposedException>());
        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    [Test]
    public async Task Leaving_the_loop_ends_the_request()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a"))).Hang());
        await using (var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token))
        {
            await foreach (var item in watch.WithCancellation(Token))
            {
                Assert.That(item.Type, Is.EqualTo(WatchEventType.Added));
                break;
            }
        }

        await OnlyRequest.HungUp.WaitAsync(Token);
    }

    private static string Event(string type, string json) => $$"""{"type":"{{type}}","object":{{json}} }""";

    private static string Describe(WatchEvent<ConfigMap> item) =>
        $"{item.Type} {item.Metadata?.Name} {item.ResourceVersion}{(item.Invalid is null ? "" : " invalid")}";

    private async Task<(List<WatchEvent<ConfigMap>> Events, TError Error)> ReadUntilErrorAsync<TError>(ScriptedAnswer answer)
        where TError : Exception
    {
        Server.Expect(HttpMethod.Get, Path, answer);
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        var events = new List<WatchEvent<ConfigMap>>();
        var error = Assert.ThrowsAsync<TError>(async () =>
        {
            await foreach (var item in watch.WithCancellation(Token))
            {
                events.Add(item);
            }
        });
        return (events, error!);
    }
}
