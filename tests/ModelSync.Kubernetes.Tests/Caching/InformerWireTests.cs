using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>An informer over the real client and a connection: what servers do, word by word.</summary>
public sealed class InformerWireTests : ClientFixture
{
    private const string Path = "/api/v1/configmaps";

    private readonly EventLog<ConfigMap> _told = new();

    private RecordingLoggerFactory Logs { get; } = new();

    [Test]
    public async Task A_list_fills_the_cache_and_a_watch_keeps_it_equal()
    {
        var changes = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Json(List("10", ConfigMapJson("a", "5"), ConfigMapJson("b", "6"))),
            ScriptedAnswer.Stream()
                .WaitFor(changes.Task)
                .WriteLine(Event("MODIFIED", ConfigMapJson("a", "11")))
                .WriteLine(Event("DELETED", ConfigMapJson("b", "12")))
                .WriteLine(Event("ADDED", ConfigMapJson("c", "13")))
                .Hang());
        await using var run = Start();

        await run.Informer.WaitForSyncAsync(Token);
        Assert.That(run.Informer.List().Select(map => map.Metadata.Name), Is.EquivalentTo(new[] { "a", "b" }));
        await _told.WaitForAsync(2, Token);
        changes.SetResult();
        await _told.WaitForAsync(5, Token);

        Assert.That(
            _told.Texts,
            Is.EqualTo(new[] { "Added shop/a @5 initial", "Added shop/b @6 initial", "Updated shop/a @5 to @11", "Deleted shop/b @6", "Added shop/c @13" }));
        Assert.That(Server.Requests[0].RawQuery, Is.EqualTo("resourceVersion=0&limit=500"));
        Assert.That(Server.Requests[1].Query["resourceVersion"], Is.EqualTo("10"));
    }

    [Test]
    public async Task Pitfall1_Gone_as_a_status_is_followed_by_a_list_not_older_than_the_last_version()
    {
        Server.Expect(HttpMethod.Get, Path, ListAnswer("10", ConfigMapJson("a", "5"), ConfigMapJson("b", "6")), Refusal(410, "Expired"), ListAnswer("20", ConfigMapJson("a", "5")), Idle());
        await using var run = Start();
        await _told.WaitForAsync(2, Token);
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));
        await _told.WaitForAsync(3, Token);

        Assert.That(_told.Texts[2], Is.EqualTo("Deleted shop/b @6"));
        Assert.That(Server.Requests[2].RawQuery, Is.EqualTo("resourceVersion=10&resourceVersionMatch=NotOlderThan"));
    }

    [TestCase(410, "Expired")]
    [TestCase(500, "InternalError")]
    public async Task Pitfall1_An_error_frame_is_followed_by_a_list(int code, string reason)
    {
        var change = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10", ConfigMapJson("a", "5")),
            ScriptedAnswer.Stream().WaitFor(change.Task).WriteLine(Event("MODIFIED", ConfigMapJson("a", "11"))).WriteLine(Event("ERROR", StatusJson(code, reason))),
            ListAnswer("20"),
            Idle());
        await using var run = Start();
        await _told.WaitForAsync(1, Token);
        change.SetResult();
        await _told.WaitForAsync(2, Token);
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));
        await _told.WaitForAsync(3, Token);

        Assert.That(_told.Texts, Is.EqualTo(new[] { "Added shop/a @5 initial", "Updated shop/a @5 to @11", "Deleted shop/a @11" }));
        Assert.That(Server.Requests[2].Query["resourceVersion"], Is.EqualTo("11"));
    }

    [Test]
    public async Task Pitfall1_A_version_that_the_server_has_not_reached_is_given_up_for_the_newest_state()
    {
        const string TooLarge = """{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1}""";
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10", ConfigMapJson("a", "5")),
            Refusal(410, "Expired"),
            ScriptedAnswer.Json(StatusJson(504, "Timeout", "Too large resource version: 10, current: 7", TooLarge), 504),
            ListAnswer("7", ConfigMapJson("a", "4")),
            Idle());
        await using var run = Start();
        await _told.WaitForAsync(1, Token);
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));
        await _told.WaitForAsync(2, Token);
        await Server.WaitForRequestsAsync(5, Token);

        Assert.That(_told.Texts[1], Is.EqualTo("Updated shop/a @5 to @4"), "after a restored backup the older state is the truth");
        Assert.That(Server.Requests[3].RawQuery, Is.EqualTo("limit=500"));
        Assert.That(Server.Requests[4].Query["resourceVersion"], Is.EqualTo("7"));
    }

    [Test]
    public async Task Pitfall5_A_watch_that_goes_silent_is_given_up_and_resumed()
    {
        var isOpen = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10"),
            ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("a", "11"))).Signal(isOpen).Hang(),
            ScriptedAnswer.Stream().WriteLine(Event("ADDED", ConfigMapJson("b", "12"))).Hang());
        await using var run = Start();
        await _told.WaitForAsync(1, Token);

        Clock.Advance(TimeSpan.FromMinutes(7.5) + TimeSpan.FromSeconds(10));
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(0.8), Token);
        Clock.Advance(TimeSpan.FromSeconds(0.8));
        await _told.WaitForAsync(2, Token);

        Assert.That(Server.Requests[2].Query["resourceVersion"], Is.EqualTo("11"));
        Assert.That(_told.Texts[1], Is.EqualTo("Added shop/b @12"));
    }

    [Test]
    public async Task Pitfall9_An_object_that_cannot_be_read_stops_neither_list_nor_watch()
    {
        var change = new TaskCompletionSource();
        var deletion = new TaskCompletionSource();
        const string Poison = """{"metadata":{"name":"bad","namespace":"shop","uid":"u","resourceVersion":"6"},"data":{"key":["secret-value"]}}""";
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10", ConfigMapJson("a", "5"), Poison),
            ScriptedAnswer.Stream()
                .WaitFor(change.Task)
                .WriteLine(Event("MODIFIED", Poison.Replace("\"6\"", "\"11\"", StringComparison.Ordinal)))
                .WriteLine(Event("ADDED", ConfigMapJson("b", "12")))
                .WaitFor(deletion.Task)
                .WriteLine(Event("DELETED", Poison.Replace("\"6\"", "\"13\"", StringComparison.Ordinal)))
                .Hang());
        await using var run = Start();
        await _told.WaitForAsync(2, Token);
        change.SetResult();
        await _told.WaitForAsync(4, Token);
        deletion.SetResult();
        await _told.WaitForAsync(5, Token);

        Assert.That(
            _told.Texts,
            Is.EqualTo(new[] { "Added shop/a @5 initial", "Added shop/bad invalid @6 initial", "Updated shop/bad to invalid @11", "Added shop/b @12", "Deleted shop/bad" }));
        Assert.That(run.Informer.ListInvalid(), Is.Empty);
        Assert.That(Logs.Messages, Has.None.Contains("secret-value"));
    }

    [Test]
    public async Task Pitfall4_A_list_that_breaks_off_between_pages_changes_nothing()
    {
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10", ConfigMapJson("a", "5"), ConfigMapJson("b", "6")),
            Refusal(410, "Expired"),
            Page("20", "more", ConfigMapJson("a", "5")),
            Refusal(500, "InternalError"),
            ListAnswer("21", ConfigMapJson("a", "5"), ConfigMapJson("b", "6"), ConfigMapJson("c", "21")),
            Idle());
        await using var run = Start();
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));
        await PassAsync(requests: 4, TimeSpan.FromSeconds(1.6));
        await _told.WaitForAsync(3, Token);

        Assert.That(_told.Texts[2], Is.EqualTo("Added shop/c @21"));
    }

    [Test]
    public async Task Pitfall4_A_list_that_goes_round_in_circles_is_given_up()
    {
        Server.Expect(HttpMethod.Get, Path, Page("10", "again", ConfigMapJson("a", "5")), Page("10", "again", ConfigMapJson("a", "5")), ListAnswer("11", ConfigMapJson("a", "5")), Idle());
        await using var run = Start();
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));

        await run.Informer.WaitForSyncAsync(Token);
        Assert.That(run.Informer.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Pitfall3_A_server_that_refuses_watch_list_is_asked_for_a_list()
    {
        Server.Expect(HttpMethod.Get, Path, Refusal(422, "Invalid", "sendInitialEvents: Forbidden"), ListAnswer("10", ConfigMapJson("a", "5")), Idle());
        await using var run = Start(new InformerOptions<ConfigMap> { WatchList = true, Resync = TimeSpan.Zero });

        await run.Informer.WaitForSyncAsync(Token);

        Assert.That(Server.Requests[0].Query["sendInitialEvents"], Is.EqualTo("true"));
        Assert.That(Server.Requests[1].RawQuery, Is.EqualTo("resourceVersion=0&limit=500"));
    }

    [Test]
    public async Task Pitfall3_A_watch_list_is_in_the_cache_once_its_end_is_marked()
    {
        const string End = """{"metadata":{"resourceVersion":"10","annotations":{"k8s.io/initial-events-end":"true"}}}""";
        var mark = new TaskCompletionSource();
        var change = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Stream()
                .WriteLine(Event("ADDED", ConfigMapJson("a", "9")))
                .WriteLine(Event("ADDED", ConfigMapJson("b", "4")))
                .WaitFor(mark.Task)
                .WriteLine(Event("BOOKMARK", End))
                .WaitFor(change.Task)
                .WriteLine(Event("MODIFIED", ConfigMapJson("b", "11")))
                .Hang());
        await using var run = Start(new InformerOptions<ConfigMap> { WatchList = true, Resync = TimeSpan.Zero });
        await Server.WaitForRequestsAsync(1, Token);
        Assert.That(run.Informer.HasSynced, Is.False);

        mark.SetResult();
        await _told.WaitForAsync(2, Token);
        change.SetResult();
        await _told.WaitForAsync(3, Token);

        Assert.That(_told.Texts, Is.EqualTo(new[] { "Added shop/a @9 initial", "Added shop/b @4 initial", "Updated shop/b @4 to @11" }));
    }

    // A deleted object must not come back; and after a restored backup, whose versions are lower, the cache must not stand still for ever.
    [Test]
    public async Task Pitfall1_A_watch_that_goes_back_in_time_is_followed_by_a_list()
    {
        var change = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ListAnswer("10", ConfigMapJson("a", "5"), ConfigMapJson("b", "6")),
            ScriptedAnswer.Stream().WaitFor(change.Task)
                .WriteLine(Event("DELETED", ConfigMapJson("b", "12"))).WriteLine(Event("MODIFIED", ConfigMapJson("b", "8"))).Hang(),
            ListAnswer("9", ConfigMapJson("a", "5"), ConfigMapJson("c", "9")),
            ListAnswer("9", ConfigMapJson("a", "5"), ConfigMapJson("c", "9")),
            Idle());
        await using var run = Start();
        await _told.WaitForAsync(2, Token);
        change.SetResult();
        await _told.WaitForAsync(3, Token);
        await PassAsync(requests: 2, TimeSpan.FromSeconds(0.8));
        await _told.WaitForAsync(4, Token);
        await Server.WaitForRequestsAsync(5, Token);

        Assert.That(_told.Texts.Skip(2), Is.EqualTo(new[] { "Deleted shop/b @6", "Added shop/c @9" }));
        Assert.That(Server.Requests.Skip(2).Select(request => request.RawQuery.Split('&')[0]), Has.Some.EqualTo("resourceVersion=12").And.Some.EqualTo("limit=500"));
    }

    private static ScriptedAnswer ListAnswer(string version, params string[] items) => ScriptedAnswer.Json(List(version, items));

    private static ScriptedAnswer Page(string version, string next, params string[] items) =>
        ScriptedAnswer.Json($$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[{{string.Join(',', items)}}]}""");

    private static ScriptedAnswer Refusal(int code, string reason, string message = "no") => ScriptedAnswer.Json(StatusJson(code, reason, message), code);

    private static ScriptedAnswer Idle() => ScriptedAnswer.Stream().Hang();

    // Lets a backoff pass once the requests before it have come.
    private async Task PassAsync(int requests, TimeSpan backoff)
    {
        await Server.WaitForRequestsAsync(requests, Token);
        await Clock.WaitForTimerDueInAsync(backoff, Token);
        Clock.Advance(backoff);
    }

    private static string List(string version, params string[] items) =>
        $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', items)}}]}""";

    private static string Event(string type, string json) => $$"""{"type":"{{type}}","object":{{json}}}""";

    private RunningInformer<ConfigMap> Start(InformerOptions<ConfigMap>? options = null)
    {
        var services = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Jitter = () => 0 };
        var informer = new Informer<ConfigMap>(Client, ResourceType.Of<ConfigMap>(), options ?? new InformerOptions<ConfigMap> { Resync = TimeSpan.Zero }, services);
        informer.Subscribe(_told.Add);
        return new RunningInformer<ConfigMap>(informer);
    }
}
