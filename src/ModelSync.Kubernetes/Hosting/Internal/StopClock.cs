namespace ModelSync.Kubernetes.Hosting.Internal;

/// <summary>The time that everything together may take to end; begins when it is made. Waits for one thing at a time.</summary>
/// <param name="grace">How much there is.</param>
/// <param name="timeAfterLoss">How much of it is left at most when the term is lost, before or meanwhile: then another may lead.</param>
/// <param name="time">The clock.</param>
internal sealed class StopClock(TimeSpan grace, TimeSpan timeAfterLoss, TimeProvider time)
{
    // What is stopped after something that ignored its token, and used up the time, can still close its sockets.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(1);

    private readonly long _beganAt = time.GetTimestamp();
    private TimeSpan _grace = grace;

    /// <summary>Returns when all has ended, however, or the time is up.</summary>
    /// <param name="all">What is to end.</param>
    /// <param name="lost">The loss of the term, where that matters to what is to end.</param>
    public async Task WaitAsync(Task all, CancellationToken lost)
    {
        if (all.IsCompleted)
        {
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var left = _grace - time.GetElapsedTime(_beganAt);
        using var timeIsUp = new CancellationTokenSource(left > LeastGrace ? left : LeastGrace, time);
        using (lost.UnsafeRegister(_ => Shorten(timeIsUp), null))
        {
            await all.WaitAsync(timeIsUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Shorten(CancellationTokenSource timeIsUp)
    {
        var shorter = time.GetElapsedTime(_beganAt) + timeAfterLoss;
        if (shorter < _grace)
        {
            _grace = shorter;
#pragma warning disable RS0030 // The source was made with a TimeProvider: it sets the timer of that one anew.
            timeIsUp.CancelAfter(timeAfterLoss);
#pragma warning restore RS0030
        }
    }
}
