using ModelSync.Core.Rollouts;

namespace ModelSync.Operator.Gathering;

/// <summary>The clocks of this process, as decisions use them.</summary>
internal sealed class GatheringClock
{
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly SteadyTime _steady;

    public GatheringClock(TimeProvider time)
    {
        _time = time;
        _startedAt = time.GetTimestamp();
        _steady = new SteadyTime(time.GetUtcNow(), TimeSpan.Zero);
    }

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The time since this process began; it never jumps.</summary>
    public TimeSpan Monotonic => _time.GetElapsedTime(_startedAt);

    /// <summary>The time of day for calendars.</summary>
    public DateTimeOffset Steady => _steady.Now(Now, Monotonic);
}
