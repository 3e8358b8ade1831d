using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>
/// What a reflector does next, as a pure function of what has happened: no I/O, no clock, no chance.
/// <code>
///             a page's token expired:
///             once more, in one piece
///                  ┌────┐
///                  │    ▼                        quiet end, no answer: resume at the last version
///  start ──►  List at "0" ────────┐                   ┌────┐
///                                 │                   │    ▼
///        ┌──► List ≥ last ────────┼──────────────────► Watch ───┐
///        │        │ expired,      │                             │ any error of the server; refused for good;
///        │        ▼ behind, stale │                             │ goes back; broken three times without getting further
///        │    List newest ────────┘                             │
///        └──────────────────────────────────────────────────────┘
///
///  With watch-list a list is the beginning of a watch; where the server does not know that, or ends it in good order too soon and twice, it is a list from
///  then on.
/// </code>
/// Whatever fails comes again after a backoff, but for three steps that cannot repeat themselves: from "List ≥ last" to "List newest", from pages to one
/// piece, and from watch-list to list. A watch that is resumed without a backoff has lasted a second. So there is no hot loop, whatever the server does.
/// </summary>
internal sealed partial record ReflectorState
{
    /// <summary>The first wait after a failure; it doubles with each further one.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest wait after a failure, but for what the server asks for.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>How long watches must have been open since the last failure for the backoff to begin anew.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    /// <summary>A watch that ends sooner without having got further has failed, however politely: a proxy may end them all.</summary>
    public static readonly TimeSpan VeryShortWatch = TimeSpan.FromSeconds(1);

    /// <summary>A watch that was open for so long before it broke has nothing wrong with what it tells: a proxy cuts what is silent.</summary>
    public static readonly TimeSpan SteadyWatch = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait that a server can ask for: a mistaken Retry-After must not blind us for good.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private const int PageSize = 500;
    private const int MaxBrokenWatches = 3;

    private ReflectorState(ReflectorStep step) => Step = step;

    /// <summary>What to do next.</summary>
    public ReflectorStep Step { get; private init; }

    /// <summary>Whether what happened last was a failure that is waited for.</summary>
    public bool HasFailed { get; private init; }

    /// <summary>How many failures the next backoff takes into account.</summary>
    public int Failures { get; private init; }

    /// <summary>The last state that was seen: no relist may show an older one (kubernetes #59848).</summary>
    private ResourceVersion Seen { get; init; }

    private TimeSpan HealthyFor { get; init; }

    private int BrokenWatches { get; init; }

    private bool ServerPages { get; init; }

    /// <summary>The beginning: nothing is known.</summary>
    // "0" takes what the server has in its cache, at no cost to etcd. Such a server ignores the limit; it is there for one without a cache, which would
    // otherwise send everything in one piece. A watch-list at no version is as fresh as a list of the newest state, and as cheap as one at "0".
    public static ReflectorState Start(bool watchList) => new(watchList
        ? new ReflectorStep(ReflectorAction.WatchList, ResourceVersion.None, Match: null, Limit: 0, TimeSpan.Zero, RelistReason.First)
        : new ReflectorStep(ReflectorAction.List, ResourceVersion.Any, Match: null, PageSize, TimeSpan.Zero, RelistReason.First))
    {
        UsesWatchList = watchList,
    };

    /// <summary>Whether a list of this version may be taken over. One that was asked for "not older than" and is older would take the cache back in time.</summary>
    // A list of the newest state is taken whatever its version: after a restored backup of etcd that is how we get back to the truth.
    public bool Accepts(ResourceVersion listed) => !MustNotBeOlder || !listed.TryCompare(Step.Version, out var order) || order >= 0;

    /// <summary>Whether what is listed next is promised to be no older than what is known.</summary>
    public bool MustNotBeOlder => Step.Action != ReflectorAction.Watch && !Step.Version.IsUnset;

    /// <summary>The state after a step has ended in this way.</summary>
    public ReflectorState After(ReflectorInput input) => (this with { HasFailed = false }).Take(input);

    private ReflectorState Take(ReflectorInput input) => input switch
    {
        ReflectorInput.Listed listed => AfterListed(listed),
        ReflectorInput.ListFailed failed => AfterListFailed(failed),
        ReflectorInput.WatchRefused refused => Step.Action == ReflectorAction.WatchList ? AfterWatchListFailed(refused.Failure) : AfterWatchRefused(refused.Failure),
        ReflectorInput.WatchEnded ended => Step.Action == ReflectorAction.WatchList ? AfterWatchListEnded(ended) : AfterWatchEnded(ended),
        ReflectorInput.WatchListStalled => WithoutWatchList(),
        _ => throw new ArgumentException($"unknown input {input}", nameof(input)),
    };

    private ReflectorState AfterListed(ReflectorInput.Listed listed) => this with
    {
        Seen = listed.Version,
        BrokenWatches = 0,
        UnfinishedWatchLists = 0,
        ServerPages = ServerPages || (listed.WasPaged && Step.Version == ResourceVersion.Any),
        Step = Watch(listed.Version),
    };

    private ReflectorState AfterListFailed(ReflectorInput.ListFailed failed)
    {
        // Tokens live about five minutes, so that a slow list would expire on its way again and again.
        if (failed is { AfterPages: true, Failure.Kind: ReflectorFailureKind.Expired } && Step.Limit > 0)
        {
            return this with { Step = Step with { Limit = 0, Delay = TimeSpan.Zero, Reason = RelistReason.PageExpired } };
        }

        if (MustNotBeOlder && NewestBecauseOf(failed.Failure.Kind) is { } reason)
        {
            return this with { Step = ListNewest(reason) };
        }

        // A server that refuses "not older than" for whatever reason is asked for the newest state next: that is never older either, only dearer.
        var next = MustNotBeOlder && failed.Failure.Kind == ReflectorFailureKind.Refused ? ListNewest(RelistReason.Error)
            : Step.Version.IsUnset ? Step with { Limit = PageSize }
            : Step;
        return Failed(failed.Failure.RetryAfter, next);
    }

    private ReflectorState AfterWatchRefused(ReflectorFailure failure) =>
        failure.Kind is ReflectorFailureKind.NoAnswer or ReflectorFailureKind.Busy
            ? Failed(failure.RetryAfter, Step)
            : Failed(failure.RetryAfter, Relist(failure.Kind == ReflectorFailureKind.Expired ? RelistReason.Expired : RelistReason.Error));

    private ReflectorState AfterWatchEnded(ReflectorInput.WatchEnded ended)
    {
        var next = this with { Seen = ended.Position, HealthyFor = HealthyFor + ended.Lasted };
        var isShort = ended.Lasted < VeryShortWatch;
        return ended.Failure switch
        {
            null when ended.Position.IsUnset => next.Failed(retryAfter: null, next.Relist(RelistReason.Unresumable)),
            null when isShort && !ended.HasMoved => next.Failed(retryAfter: null, Watch(ended.Position)),

            // Not a failure, and yet a bookmark for each of them would be a hot loop.
            null when isShort => next with { BrokenWatches = 0, Step = Watch(ended.Position) with { Delay = VeryShortWatch } },
            null => next with { BrokenWatches = 0, Step = Watch(ended.Position) },
            { Kind: ReflectorFailureKind.NoAnswer } failure => next.AfterBrokenWatch(failure, ended),

            // Whatever the server says: 1.36 answers 500 where the version is compacted, and resuming there would fail for ever.
            { } failure => next.Failed(failure.RetryAfter, next.Relist(NewestBecauseOf(failure.Kind) ?? RelistReason.Error)),
        };
    }

    // A watch that breaks soon and at the same place each time will do so for ever, when what breaks it is what is sent there.
    private ReflectorState AfterBrokenWatch(ReflectorFailure failure, ReflectorInput.WatchEnded ended)
    {
        if (ended.Lasted >= SteadyWatch && !ended.Position.IsUnset)
        {
            // The wait does not grow: behind a proxy that cuts every minute we would be blind for half of the time.
            return (this with { HealthyFor = Healthy, BrokenWatches = 0 }).Failed(failure.RetryAfter, Watch(ended.Position));
        }

        var broken = ended.HasMoved ? 1 : BrokenWatches + 1;
        var step = broken >= MaxBrokenWatches || ended.Position.IsUnset ? Relist(RelistReason.Error) : Watch(ended.Position);
        return Failed(failure.RetryAfter, step) with { BrokenWatches = broken };
    }

    private ReflectorState Failed(TimeSpan? retryAfter, ReflectorStep next)
    {
        var earlier = HealthyFor >= Healthy ? 0 : Failures;
        var backoff = Min(FirstBackoff * Math.Pow(2, Math.Min(earlier, 10)), LongestBackoff);
        var asked = Min(retryAfter ?? TimeSpan.Zero, LongestRetryAfter);
        return this with
        {
            HasFailed = true,
            Failures = earlier + 1,
            HealthyFor = TimeSpan.Zero,
            Step = next with { Delay = asked > backoff ? asked : backoff },
        };
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
