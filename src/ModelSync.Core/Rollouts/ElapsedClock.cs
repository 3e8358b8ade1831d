using System.Runtime.InteropServices;

namespace ModelSync.Core.Rollouts;

/// <summary>Tells how long ago timers began, safe against jumps of the wall clock: what one process remembers of one rollout's timers.</summary>
/// <remarks>
/// <code>
///            began ?            last look without it       first seen             now
/// ─────────────┴──────────────────────────┴────────────────────┼────────────────────┼──► monotonic
///                                         └─ it began in here ─┘                    │
///                                                              └──── at least ──────┘
/// </code>
/// <para>
/// Elapsed time is what the wall clock says, but within what this process knows without it. It is no less than the monotonic time since the timer was
/// first seen: a jump back, or a start by the clock of another process that is ahead, holds nothing up. It is no more than that and what was believed at
/// first sight: a jump forward shortens nothing. And at first sight nothing is believed that goes back before this process last looked and did not find
/// the timer: another process whose clock is behind trips no deadline.
/// </para>
/// <para>
/// Let it observe each status right after it was written, too: then no jump can come between the write and the first look. A jump while no process
/// runs cannot be told from time that passed.
/// </para>
/// </remarks>
public sealed class ElapsedClock
{
    private readonly Dictionary<RolloutTimer, FirstSight> _seen;
    private readonly TimeSpan? _lastLook;

    private ElapsedClock(Dictionary<RolloutTimer, FirstSight> seen, TimeSpan? lastLook)
    {
        _seen = seen;
        _lastLook = lastLook;
    }

    /// <summary>A clock that has seen no timer: where a process begins.</summary>
    public static ElapsedClock New { get; } = new([], lastLook: null);

    /// <summary>How many timers it remembers.</summary>
    public int Count => _seen.Count;

    /// <summary>The elapsed times of <paramref name="timers"/>, and the clock to go on with; timers that are not mentioned are forgotten.</summary>
    /// <param name="timers">All timers of the status, each one as often as one likes.</param>
    /// <param name="wallNow">The wall clock now.</param>
    /// <param name="monotonicNow">A clock of this process that never jumps, from whatever beginning.</param>
    public (ElapsedTimes Times, ElapsedClock Next) Observe(IEnumerable<RolloutTimer> timers, DateTimeOffset wallNow, TimeSpan monotonicNow)
    {
        ArgumentNullException.ThrowIfNull(timers);
        var times = new Dictionary<RolloutTimer, TimeSpan>();
        var seen = new Dictionary<RolloutTimer, FirstSight>();
        foreach (var timer in timers)
        {
            var byWall = NotNegative(wallNow - timer.StartedAt.ToDateTimeOffset());
            var first = _seen.TryGetValue(timer, out var known) ? known : new FirstSight(Believed(byWall, monotonicNow), monotonicNow);
            var sinceThen = NotNegative(monotonicNow - first.Monotonic);
            seen[timer] = first;
            times[timer] = Max(sinceThen, Min(byWall, first.Elapsed + sinceThen));
        }

        return (new ElapsedTimes(times), new ElapsedClock(seen, monotonicNow));
    }

    private TimeSpan Believed(TimeSpan byWall, TimeSpan monotonicNow) =>
        _lastLook is { } look ? Min(byWall, NotNegative(monotonicNow - look)) : byWall;

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct FirstSight(TimeSpan Elapsed, TimeSpan Monotonic);
}
