using System.Globalization;
using ModelSync.Kubernetes.Caching.Internal;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>The state machine as a table: in this state, when this happens, that is done next.</summary>
public sealed class ReflectorStateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly ReflectorState Start = ReflectorState.Start(watchList: false);
    private static readonly ReflectorState Watching = Start.After(Listed("10"));
    private static readonly ReflectorState AtLeast = Watching.After(Ended("20", Minute, ReflectorFailureKind.Expired));
    private static readonly ReflectorState Newest = AtLeast.After(ListFailed(ReflectorFailureKind.Behind));
    private static readonly ReflectorState StartWatchList = ReflectorState.Start(watchList: true);
    private static readonly ReflectorState WatchListAtLeast = StartWatchList.After(Listed("10")).After(Ended("20", Minute, ReflectorFailureKind.Expired));

    private static readonly ReflectorState EndedWatchList = StartWatchList.After(Ended("", Minute));

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("start", Start, Listed("10"), "watch since 10");
        yield return Row("start", Start, ListFailed(ReflectorFailureKind.NoAnswer), "list any limit 500 in 0.8 s");
        yield return Row("start", Start, ListFailed(ReflectorFailureKind.Refused), "list any limit 500 in 0.8 s");
        yield return Row("start", Start, ListFailed(ReflectorFailureKind.Busy, 7), "list any limit 500 in 7 s");
        yield return Row("start", Start, ListFailed(ReflectorFailureKind.Expired, afterPages: true), "list any limit 0");

        yield return Row("watching", Watching, Ended("15", Minute), "watch since 15");
        yield return Row("watching", Watching, Ended("10", Minute), "watch since 10");
        yield return Row("watching", Watching, Ended("10", TimeSpan.FromSeconds(0.9), hasMoved: false), "watch since 10 in 0.8 s");
        yield return Row("watching", Watching, Ended("11", TimeSpan.FromSeconds(0.9)), "watch since 11 in 1 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.NoAnswer), "watch since 15 in 0.8 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.Expired), "list ≥15 limit 0 in 0.8 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.Refused), "list ≥15 limit 0 in 0.8 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.Busy), "list ≥15 limit 0 in 0.8 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.Behind), "list ≥15 limit 0 in 0.8 s");
        yield return Row("watching", Watching, Ended("15", Minute, ReflectorFailureKind.Stale), "list ≥15 limit 0 in 0.8 s");
        yield return Row("watching", Watching, WatchRefused(ReflectorFailureKind.NoAnswer), "watch since 10 in 0.8 s");
        yield return Row("watching", Watching, WatchRefused(ReflectorFailureKind.Busy, 5), "watch since 10 in 5 s");
        yield return Row("watching", Watching, WatchRefused(ReflectorFailureKind.Expired), "list ≥10 limit 0 in 0.8 s");
        yield return Row("watching", Watching, WatchRefused(ReflectorFailureKind.Behind), "list ≥10 limit 0 in 0.8 s");
        yield return Row("watching", Watching, WatchRefused(ReflectorFailureKind.Refused), "list ≥10 limit 0 in 0.8 s");
        yield return Row("watching at no version", Start.After(Listed("")), Ended("", Minute), "list any limit 500 in 0.8 s");

        yield return Row("list ≥", AtLeast, Listed("25"), "watch since 25");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.Expired), "list newest limit 500");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.Behind, 1), "list newest limit 500");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.Stale), "list newest limit 500");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.NoAnswer), "list ≥20 limit 0 in 1.6 s");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.Busy), "list ≥20 limit 0 in 1.6 s");
        yield return Row("list ≥", AtLeast, ListFailed(ReflectorFailureKind.Refused), "list newest limit 500 in 1.6 s");

        yield return Row("list newest", Newest, Listed("5"), "watch since 5");
        yield return Row("list newest", Newest, ListFailed(ReflectorFailureKind.NoAnswer), "list newest limit 500 in 1.6 s");
        yield return Row("list newest", Newest, ListFailed(ReflectorFailureKind.Behind), "list newest limit 500 in 1.6 s");
        yield return Row("list newest", Newest, ListFailed(ReflectorFailureKind.Expired, afterPages: true), "list newest limit 0");

        yield return Row("watch-list", StartWatchList, Listed("10"), "watch since 10");
        yield return Row("watch-list", StartWatchList, WatchRefused(ReflectorFailureKind.WatchListUnsupported), "list any limit 500");
        yield return Row("watch-list", StartWatchList, WatchRefused(ReflectorFailureKind.NoAnswer), "watch-list newest in 0.8 s");
        yield return Row("watch-list", StartWatchList, WatchRefused(ReflectorFailureKind.Refused), "watch-list newest in 0.8 s");
        yield return Row("watch-list", StartWatchList, Ended("", Minute, ReflectorFailureKind.NoAnswer), "watch-list newest in 0.8 s");
        yield return Row("watch-list", StartWatchList, Ended("", Minute), "watch-list newest in 0.8 s");
        yield return Row("watch-list", StartWatchList, new ReflectorInput.WatchListStalled(), "list any limit 500");
        yield return Row("watch-list that ended", EndedWatchList, Listed("10"), "watch since 10");
        yield return Row("watch-list that ended", EndedWatchList, Ended("", Minute), "list any limit 500");
        yield return Row("watch-list that ended", EndedWatchList, Ended("", Minute, ReflectorFailureKind.NoAnswer), "watch-list newest in 1.6 s");
        yield return Row("watch-list that ended", EndedWatchList, WatchRefused(ReflectorFailureKind.WatchListUnsupported), "list any limit 500");
        yield return Row("watch-list that ended", EndedWatchList, new ReflectorInput.WatchListStalled(), "list any limit 500");
        yield return Row("watch-list ≥", WatchListAtLeast, Listed("25"), "watch since 25");
        yield return Row("watch-list ≥", WatchListAtLeast, Ended("20", Minute), "watch-list ≥20 in 1.6 s");
        yield return Row("watch-list ≥ that ended", WatchListAtLeast.After(Ended("20", Minute)), Ended("20", Minute), "list ≥20 limit 0");
        yield return Row("watch-list ≥", WatchListAtLeast, WatchRefused(ReflectorFailureKind.Behind), "watch-list newest");
        yield return Row("watch-list ≥", WatchListAtLeast, WatchRefused(ReflectorFailureKind.Expired), "watch-list newest");
        yield return Row("watch-list ≥", WatchListAtLeast, new ReflectorInput.WatchListStalled(), "list ≥20 limit 0");
    }

    [TestCaseSource(nameof(Table))]
    public void After_each_input_in_each_state_comes_the_right_step(object state, object input, string expected) =>
        Assert.That(Describe(((ReflectorState)state).After((ReflectorInput)input).Step), Is.EqualTo(expected));

    [Test]
    public void The_first_step_lists_what_the_server_has_in_its_cache() => Assert.That(Describe(Start.Step), Is.EqualTo("list any limit 500"));

    [Test]
    public void A_watch_list_that_is_off_stays_off_for_later_lists()
    {
        var state = StartWatchList.After(new ReflectorInput.WatchListStalled()).After(Listed("10")).After(Ended("11", Minute, ReflectorFailureKind.Expired));

        Assert.That(Describe(state.Step), Is.EqualTo("list ≥11 limit 0 in 0.8 s"));
    }

    // A server that is shut down ends its watches in good order, and so does an exchange of the client.
    [Test]
    public void A_watch_list_that_ends_too_soon_now_and_then_stays_on()
    {
        var state = StartWatchList;
        for (var i = 0; i < 5; i++)
        {
            state = state.After(Ended("", Minute)).After(Listed("10")).After(Ended("11", Minute, ReflectorFailureKind.Expired));
            Assert.That(state.Step.Action, Is.EqualTo(ReflectorAction.WatchList));
        }
    }

    // Or one that fails each other time in another way would never be listed.
    [Test]
    public void A_watch_list_that_ends_too_soon_twice_is_off_whatever_failed_in_between()
    {
        var state = StartWatchList.After(Ended("", Minute)).After(WatchRefused(ReflectorFailureKind.NoAnswer)).After(Ended("", Minute));

        Assert.That(Describe(state.Step), Is.EqualTo("list any limit 500"));
    }

    [Test]
    public void A_server_that_paged_the_first_list_has_no_cache_and_is_asked_for_pages_again()
    {
        var state = Start.After(new ReflectorInput.Listed(new ResourceVersion("10"), WasPaged: true)).After(Ended("11", Minute, ReflectorFailureKind.Expired));

        Assert.That(Describe(state.Step), Is.EqualTo("list ≥11 limit 500 in 0.8 s"));
    }

    [Test]
    public void Pitfall1_A_list_that_is_older_than_asked_for_is_not_taken()
    {
        Assert.That(AtLeast.Accepts(new ResourceVersion("19")), Is.False);
        Assert.That(AtLeast.Accepts(new ResourceVersion("20")), Is.True);
        Assert.That(AtLeast.Accepts(new ResourceVersion("100")), Is.True);
        Assert.That(AtLeast.Accepts(new ResourceVersion("not a number")), Is.True);
        Assert.That(Newest.Accepts(new ResourceVersion("5")), Is.True, "after a restored backup the newest state is older");
    }

    [Test]
    public void Backoff_doubles_up_to_its_limit_and_begins_anew_after_two_healthy_minutes()
    {
        var delays = new List<double>();
        var state = Start;
        for (var i = 0; i < 8; i++)
        {
            state = state.After(ListFailed(ReflectorFailureKind.NoAnswer));
            delays.Add(state.Step.Delay.TotalSeconds);
        }

        Assert.That(delays, Is.EqualTo(new[] { 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30 }));
        state = state.After(Listed("10")).After(Ended("11", Minute)).After(Ended("12", Minute, ReflectorFailureKind.NoAnswer));
        Assert.That(state.Step.Delay, Is.EqualTo(ReflectorState.FirstBackoff));
        state = state.After(Ended("13", TimeSpan.FromSeconds(9), ReflectorFailureKind.NoAnswer));
        Assert.That(state.Step.Delay, Is.EqualTo(ReflectorState.FirstBackoff * 2), "nine seconds are not enough");
    }

    // The wait must not grow, nor may all be listed every few minutes.
    [Test]
    public void A_proxy_that_cuts_every_silent_watch_costs_no_more_than_opening_it_anew()
    {
        var cut = Ended("10", ReflectorState.SteadyWatch, ReflectorFailureKind.NoAnswer, hasMoved: false);
        var state = Watching;
        for (var i = 0; i < 10; i++)
        {
            state = state.After(cut);
            Assert.That(Describe(state.Step), Is.EqualTo("watch since 10 in 0.8 s"));
        }
    }

    [Test]
    public void Retry_after_is_followed_but_not_for_ever()
    {
        Assert.That(Start.After(ListFailed(ReflectorFailureKind.Busy, 45)).Step.Delay, Is.EqualTo(TimeSpan.FromSeconds(45)));
        Assert.That(Start.After(ListFailed(ReflectorFailureKind.Busy, 86_400)).Step.Delay, Is.EqualTo(ReflectorState.LongestRetryAfter));
    }

    [Test]
    public void A_watch_that_breaks_three_times_at_one_place_is_followed_by_a_list()
    {
        var broken = Ended("10", TimeSpan.FromSeconds(2), ReflectorFailureKind.NoAnswer, hasMoved: false);
        var state = Watching.After(broken).After(broken);
        Assert.That(state.Step.Action, Is.EqualTo(ReflectorAction.Watch));

        Assert.That(state.After(broken).Step.Action, Is.EqualTo(ReflectorAction.List));
        Assert.That(state.After(Ended("11", Minute, ReflectorFailureKind.NoAnswer)).Step.Action, Is.EqualTo(ReflectorAction.Watch));
    }

    [TestCase(410, "Expired", nameof(ReflectorFailureKind.Expired))]
    [TestCase(504, "Timeout", nameof(ReflectorFailureKind.Busy))]
    [TestCase(429, "TooManyRequests", nameof(ReflectorFailureKind.Busy))]
    [TestCase(503, "ServiceUnavailable", nameof(ReflectorFailureKind.Busy))]
    [TestCase(500, "InternalError", nameof(ReflectorFailureKind.Refused))]
    [TestCase(403, "Forbidden", nameof(ReflectorFailureKind.Refused))]
    [TestCase(404, "NotFound", nameof(ReflectorFailureKind.Refused))]
    public void Refusals_are_told_apart(int code, string reason, string kind)
    {
        var refusal = new KubernetesApiException(new ApiStatus { Code = code, Reason = reason }, "GET");

        Assert.That(ReflectorFailure.From(refusal).Kind.ToString(), Is.EqualTo(kind));
    }

    private static TestCaseData Row(string name, ReflectorState state, ReflectorInput input, string expected) =>
        new TestCaseData(state, input, expected).SetArgDisplayNames($"{name}: {Name(input)}", expected);

    private static string Name(ReflectorInput input) => input switch
    {
        ReflectorInput.Listed listed => $"listed {listed.Version}",
        ReflectorInput.ListFailed failed => $"list failed {failed.Failure.Kind} {(failed.AfterPages ? "after pages" : "")}",
        ReflectorInput.WatchRefused refused => $"refused {refused.Failure.Kind}",
        ReflectorInput.WatchEnded ended => $"ended {ended.Position} {ended.Lasted.TotalSeconds} {ended.HasMoved} {ended.Failure?.Kind}",
        _ => "stalled",
    };

    private static string Describe(ReflectorStep step)
    {
        var version = step.Version.IsNone ? "newest" : step.Match is null && step.Action == ReflectorAction.List ? "any" : $"≥{step.Version}";
        var what = step.Action switch
        {
            ReflectorAction.List => $"list {version} limit {step.Limit}",
            ReflectorAction.WatchList => $"watch-list {version}",
            _ => $"watch since {step.Version}",
        };
        return step.Delay == TimeSpan.Zero ? what : string.Create(CultureInfo.InvariantCulture, $"{what} in {step.Delay.TotalSeconds} s");
    }

    private static ReflectorInput Listed(string version) => new ReflectorInput.Listed(new ResourceVersion(version));

    private static ReflectorInput ListFailed(ReflectorFailureKind kind, double? retryAfter = null, bool afterPages = false) =>
        new ReflectorInput.ListFailed(Failure(kind, retryAfter), afterPages);

    private static ReflectorInput WatchRefused(ReflectorFailureKind kind, double? retryAfter = null) => new ReflectorInput.WatchRefused(Failure(kind, retryAfter));

    private static ReflectorInput Ended(string position, TimeSpan lasted, ReflectorFailureKind? kind = null, bool hasMoved = true) =>
        new ReflectorInput.WatchEnded(new ResourceVersion(position), hasMoved, lasted, kind is { } failed ? Failure(failed, retryAfter: null) : null);

    private static ReflectorFailure Failure(ReflectorFailureKind kind, double? retryAfter) =>
        new(kind, "no", retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
