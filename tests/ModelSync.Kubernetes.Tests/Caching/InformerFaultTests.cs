using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>What an informer does when servers and networks do what they have been seen to do.</summary>
public sealed class InformerFaultTests : InformerFixture
{
    [Test]
    public async Task Pitfall1_A_delete_that_nobody_told_is_found_by_the_relist([Values] SimulatedExpiry expiry, [Values] bool watchList)
    {
        Api.Faults.Expiry = expiry;
        Put("kept");
        Put("gone");
        await using var run = await StartSyncedAsync(Quiet with { WatchList = watchList });
        await Told.WaitForAsync(2, Token);

        Api.StickWatches();
        Api.Remove(Kind, Key("gone"));
        Api.Compact();
        Api.DropWatches();
        await UntilEqualAsync(run.Informer);
        await Told.WaitForAsync(3, Token);

        Assert.That(Told.Texts[2], Is.EqualTo("Deleted shop/gone @3"));
        Assert.That(Told.Texts, Has.Count.EqualTo(3), "what has not changed is not told again");
    }

    [Test]
    public async Task Pitfall1_A_relist_never_goes_back_in_time()
    {
        Put("a");
        await using var run = await StartSyncedAsync();
        Api.FreezeCache();
        Api.Faults.IgnoresVersions = true;
        Put("a", "2");
        Put("b");
        await UntilEqualAsync(run.Informer);
        var before = Api.RequestCount;

        Api.FailWatches(SimulatedErrors.Expired());
        await UntilAsync(() => Api.RequestCount >= before + 3, "the relist");

        var lists = Api.Requests.Skip(before).Where(request => request.Verb == SimulatedVerb.List).Select(request => request.Version.Value);
        Assert.That(lists, Is.EqualTo(new[] { "4", null }), "the list not older than 4 shows 2 and is refused; the newest one is taken");
        Assert.That(IsEqual(run.Informer), Is.True);
        Assert.That(Told.Texts, Has.None.StartsWith("Deleted"));
    }

    [Test]
    public async Task Pitfall1_A_server_that_lags_behind_is_asked_for_the_newest_state()
    {
        Put("a");
        await using var run = await StartSyncedAsync();
        Api.FreezeCache();
        Put("b");
        await UntilEqualAsync(run.Informer);
        Api.FailWatches(SimulatedErrors.Expired());
        Put("c");

        await UntilEqualAsync(run.Informer);

        Assert.That(Api.Requests, Has.Some.Matches<SimulatedRequest>(request => request.Verb == SimulatedVerb.List && request.Version.IsNone));
    }

    [Test]
    public async Task Pitfall2_A_watch_resumes_where_it_was_and_lists_nothing()
    {
        await using var run = await StartSyncedAsync();
        Put("a");
        await UntilEqualAsync(run.Informer);
        Clock.Advance(TimeSpan.FromMinutes(1.5));
        await SettleAsync();

        Api.DropWatches();
        Put("b");
        await UntilEqualAsync(run.Informer);
        Api.EndWatches();
        Put("c");
        await UntilEqualAsync(run.Informer);
        await Told.WaitForAsync(3, Token);

        Assert.That(CountOf(SimulatedVerb.List), Is.EqualTo(1));
        Assert.That(Told.Texts, Is.EqualTo(new[] { "Added shop/a @2", "Added shop/b @3", "Added shop/c @4" }));
    }

    [Test]
    public async Task Pitfall2_Bookmarks_keep_a_quiet_watch_resumable()
    {
        Put("a");
        await using var run = await StartSyncedAsync();
        Api.Put(Deployment.Resource, """{"metadata":{"name":"other","namespace":"shop"}}""");
        Api.Compact();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await SettleAsync();

        Api.DropWatches();
        Put("b");
        await UntilEqualAsync(run.Informer);

        Assert.That(CountOf(SimulatedVerb.List), Is.EqualTo(1));
        Assert.That(run.Informer.VersionFor("shop").Value, Is.EqualTo($"{Api.Version}"));
    }

    [Test]
    public async Task Pitfall3_A_watch_list_needs_no_list()
    {
        Put("a");
        Put("b");
        await using var run = await StartSyncedAsync(Quiet with { WatchList = true });

        Put("c");
        await UntilEqualAsync(run.Informer);
        await Told.WaitForAsync(3, Token);

        Assert.That(CountOf(SimulatedVerb.List), Is.Zero);
        Assert.That(Told.Texts, Is.EqualTo(new[] { "Added shop/a @2 initial", "Added shop/b @3 initial", "Added shop/c @4" }));
    }

    [TestCase(SimulatedWatchList.Refused)]
    [TestCase(SimulatedWatchList.Ignored)]
    public async Task Pitfall3_A_server_without_watch_list_is_asked_for_a_list(SimulatedWatchList support)
    {
        Api.Faults.WatchList = support;
        Put("a");
        await using var run = await StartSyncedAsync(Quiet with { WatchList = true });

        Assert.That(CountOf(SimulatedVerb.List), Is.EqualTo(1));
        await Told.WaitForAsync(1, Token);
        Assert.That(Told.Texts, Is.EqualTo(new[] { "Added shop/a @2 initial" }), "nothing is told of a list that never came to its end");
        Assert.That(Clock.GetUtcNow().TimeOfDay, Is.LessThan(TimeSpan.FromHours(12) + (2 * Reflector<ConfigMap>.WatchListLimit)));
    }

    [Test]
    public async Task Pitfall4_A_list_that_breaks_off_deletes_nothing()
    {
        Api.Faults.HasNoWatchCache = true;
        Api.Faults.PageLimit = 2;
        for (var i = 0; i < 7; i++)
        {
            Put($"m{i}");
        }

        await using var run = await StartSyncedAsync();
        await Told.WaitForAsync(7, Token);
        Api.StickWatches();
        Api.Remove(Kind, Key("m3"));
        var pages = 0;
        Api.Faults.OnRequest = request => request.Verb == SimulatedVerb.List && ++pages % 3 == 0 && pages < 9 ? SimulatedErrors.NoAnswer() : null;
        Api.FailWatches(SimulatedErrors.Expired());
        await UntilEqualAsync(run.Informer);
        await Told.WaitForAsync(8, Token);

        Assert.That(pages, Is.GreaterThan(6));
        Assert.That(Told.Texts.Where(text => text.StartsWith("Deleted")), Is.EqualTo(new[] { "Deleted shop/m3 @5" }));
    }

    [Test]
    public async Task Pitfall4_A_page_that_expired_is_followed_by_the_whole_list_in_one_piece()
    {
        Api.Faults.HasNoWatchCache = true;
        Api.Faults.PageLimit = 2;
        for (var i = 0; i < 5; i++)
        {
            Put($"m{i}");
        }

        Api.Faults.OnRequest = request =>
        {
            if (request.Verb == SimulatedVerb.List && request.Version.IsNone)
            {
                Api.ExpireTokens();
            }

            return null;
        };
        await using var run = await StartSyncedAsync();

        Assert.That(run.Informer.Count, Is.EqualTo(5));
        Assert.That(Api.Requests.Where(request => request.Verb == SimulatedVerb.List).Select(request => request.Version.Value), Is.EqualTo(new[] { "0", null, "0" }));
    }

    [Test]
    public async Task Pitfall5_A_server_that_ends_every_watch_at_once_is_asked_ever_more_seldom()
    {
        Put("a");
        await using var run = Start();
        for (var second = 0; second < 1200; second++)
        {
            await SettleAsync();
            Api.EndWatches();
            await SettleAsync();
            Clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.That(CountOf(SimulatedVerb.Watch), Is.InRange(15, 45), "10 minutes at 30 seconds each, and the way there");
    }

    [Test]
    public async Task Pitfall5_A_stuck_watch_is_given_up_and_nothing_is_missed()
    {
        Put("a");
        await using var run = await StartSyncedAsync();

        Api.StickWatches();
        Put("a", "2");
        Put("b");
        await UntilEqualAsync(run.Informer);

        Assert.That(CountOf(SimulatedVerb.List), Is.EqualTo(1));
    }

    [Test]
    public async Task Pitfall9_An_object_that_cannot_be_read_stops_no_other_and_heals()
    {
        Put("a");
        PutPoison("bad");
        await using var run = await StartSyncedAsync();
        Assert.That(run.Informer.Get(Key("bad")), Is.Null);
        Assert.That(run.Informer.GetInvalid(Key("bad"))!.Error, Does.Contain("$.data").And.Not.Contain("secret-value"));
        Assert.That(run.Informer.GetMetadata(Key("bad"))!.Uid, Is.EqualTo("uid-bad"));
        Assert.That(run.Informer.List(), Has.Count.EqualTo(1));
        Assert.That(run.Informer.ListInvalid(), Has.Count.EqualTo(1));
        await Told.WaitForAsync(2, Token);

        PutPoison("a");
        await Told.WaitForAsync(3, Token);
        Put("bad");
        await Told.WaitForAsync(4, Token);
        Api.Remove(Kind, Key("a"));
        await Told.WaitForAsync(5, Token);

        Assert.That(
            Told.Texts.Skip(2),
            Is.EqualTo(new[] { "Updated shop/a @2 to invalid @4", "Updated shop/bad to @5", "Deleted shop/a" }),
            "becoming unreadable is no deletion, and a deletion of what is unreadable is one");
        Assert.That(run.Informer.ListInvalid(), Is.Empty);
    }

    [Test]
    public async Task Duplicated_and_replayed_events_are_told_once()
    {
        Api.Faults.DuplicatesEvents = true;
        await using var run = await StartSyncedAsync();

        Put("a");
        await Told.WaitForAsync(1, Token);
        Put("a", "2");
        await Told.WaitForAsync(2, Token);
        Api.Remove(Kind, Key("a"));
        await Told.WaitForAsync(3, Token);
        await SettleAsync();

        Assert.That(Told.Texts, Is.EqualTo(new[] { "Added shop/a @2", "Updated shop/a @2 to @3", "Deleted shop/a @3" }));
    }

    [TestCase(403)]
    [TestCase(404)]
    public async Task A_kind_that_is_not_served_or_not_allowed_is_asked_for_until_it_is(int code)
    {
        Put("a");
        Api.Faults.OnRequest = _ => code == 404 ? SimulatedErrors.NotServed() : SimulatedErrors.Refusal(403, "Forbidden", "configmaps is forbidden");
        await using var run = Start();
        await UntilAsync(() => Api.RequestCount >= 8, "tries");

        var health = run.Informer.Health;
        Assert.That(health, Has.Property(nameof(InformerHealth.HasSynced)).False.And.Property(nameof(InformerHealth.IsConnected)).False);
        Assert.That(health.Failures, Is.GreaterThanOrEqualTo(7));
        Assert.That(health.LastError, Does.Contain($"{code}"));
        Assert.That(Logs.Messages.Count(message => message.StartsWith("Warning", StringComparison.Ordinal)), Is.EqualTo(1), "a failure that goes on is said once");

        Api.Faults.OnRequest = null;
        await UntilAsync(() => run.Informer.HasSynced && Api.OpenWatches == 1, "the sync");
        Assert.That(run.Informer.Health, Has.Property(nameof(InformerHealth.LastError)).Null.And.Property(nameof(InformerHealth.Failures)).Zero);
        Assert.That(Logs.Messages, Has.Some.Contains("in contact again"));
    }

    [Test]
    public async Task Retry_after_is_waited_for()
    {
        Api.Faults.FailNext(_ => true, SimulatedErrors.Busy(TimeSpan.FromSeconds(40)));
        await using var run = Start();
        await SettleAsync();

        Clock.Advance(TimeSpan.FromSeconds(39.9));
        await SettleAsync();
        Assert.That(Api.RequestCount, Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        await UntilAsync(() => run.Informer.HasSynced, "the sync");
    }

    [Test]
    public async Task Even_an_exception_that_no_client_should_throw_ends_nothing()
    {
        Put("a");
        Api.Faults.FailNext(_ => true, new InvalidOperationException("a mistake"), new OperationCanceledException("of somebody else"));
        await using var run = await StartSyncedAsync();

        Assert.That(run.Informer.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Running_ends_at_once_even_while_the_server_hangs()
    {
        Api.Faults.Latency = TimeSpan.FromHours(1);
        var run = Start();
        await UntilAsync(() => Api.RequestCount == 1, "the first request");

        await run.DisposeAsync().AsTask().WaitAsync(Token);

        Assert.That(Clock.ArmedTimers, Is.Zero);
    }
}
