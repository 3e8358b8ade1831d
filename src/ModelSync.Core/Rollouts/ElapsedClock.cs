using System.Runtime.InteropServices;

namespace ModelSync.Core.Rollouts;

/// <summary>Tells how long ago timers began, safe against jumps of the wall clock: what one process remembers of one rollout's timers.</summary>
/// <remarks>
/// <para>
/// Elapsed time is the smaller of two: what the wall clock says, and what it said when this process first saw the timer plus what the monotonic
/// clock has counted since. So a jump forward counts for nothing, and a jump back only lengthens a wait. Nothing is below zero.
/// </para>
/// <para>
/// Let it observe each status right after it was written, too: then no jump can come between the write and the first look. A jump while no process
/// runs cannot be told from time that passed.
/// </para>
/// </remarks>
public sealed class ElapsedClock
{
    private readonly Dictionary<RolloutTimer, FirstSight> _seen;

    private ElapsedClock(Dictionary<RolloutTimer, FirstSight> seen) => _seen = seen;

    /// <summary>A clock that has seen no timer: where a process begins.</summary>
    public static ElapsedClock New { get; } = new([]);

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
        var isUnchanged = true;
        foreach (var timer in timers)
        {
            var wallElapsed = NotNegative(wallNow - timer.StartedAt.ToDateTimeOffset());
            if (!_seen.TryGetValue(timer, out var first))
            {
                first = new FirstSight(wallElapsed, monotonicNow);
                isUnchanged = false;
            }

            seen[timer] = first;
            times[timer] = Min(wallElapsed, first.Elapsed + NotNegative(monotonicNow - first.Monotonic));
        }

        var next = isUnchanged && seen.Count == _seen.Count ? this : new ElapsedClock(seen);
        return (new ElapsedTimes(times), next);
    }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct FirstSight(TimeSpan Elapsed, TimeSpan Monotonic);
}
