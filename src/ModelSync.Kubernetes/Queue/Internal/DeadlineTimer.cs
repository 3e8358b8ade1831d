namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>The one timer of a queue, armed for its earliest deadline; it may ring too early, never too late.</summary>
internal sealed class DeadlineTimer : IDisposable
{
    // Timers end at 49 days; whoever waits longer is asked again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    public DeadlineTimer(TimeProvider clock, Action ring)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static state => ((Action)state!)(), ring, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timestamp at which a delay ends; delays beyond all time end with it.</summary>
    public long Deadline(long now, TimeSpan delay)
    {
        var due = now + ((Int128)delay.Ticks * _clock.TimestampFrequency / TimeSpan.TicksPerSecond);
        return due < long.MaxValue ? (long)due : long.MaxValue - 1;
    }

    /// <summary>Sees to it that it rings at the deadline. An earlier ring stays: to find nothing due is cheaper than to set a timer at every change.</summary>
    public void Arm_NeedsLock(long due, long now)
    {
        if (due >= _armedFor)
        {
            return;
        }

        _armedFor = due;
        var wait = _clock.GetElapsedTime(now, due);

        // Rounded up, because timers count whole milliseconds: cut, the rest would be waited for by a spinning timer.
        wait = wait < LongestWait ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))) : LongestWait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Arms the timer anew after it rang.</summary>
    public void Rearm_NeedsLock(long due, long now)
    {
        _armedFor = long.MaxValue;
        Arm_NeedsLock(due, now);
    }

    public void Dispose() => _timer.Dispose();
}
