namespace ModelSync.Playground.Load;

/// <summary>Says when each request is due; shared by all workers.</summary>
internal sealed class LoadTickets(double? rate, long? count, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _taken;

    /// <summary>
    /// Waits until the next request is due and returns when that was: one that no worker was free for in time is late, and its latency shows it.
    /// Null where there are no more.
    /// </summary>
    public async ValueTask<long?> TakeAsync(CancellationToken cancellationToken)
    {
        var ticket = Interlocked.Increment(ref _taken) - 1;
        if (cancellationToken.IsCancellationRequested || ticket >= count)
        {
            return null;
        }

        if (rate is not { } perSecond)
        {
            return time.GetTimestamp();
        }

        var due = _started + (long)(ticket / perSecond * time.TimestampFrequency);
        var wait = time.GetElapsedTime(time.GetTimestamp(), due);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Timers have whole milliseconds: what is sent a moment before it was due counts from then, or it would look faster than it was.
        return cancellationToken.IsCancellationRequested ? null : Math.Min(due, time.GetTimestamp());
    }
}
