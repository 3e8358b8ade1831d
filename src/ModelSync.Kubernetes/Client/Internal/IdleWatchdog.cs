namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Cancels a token when nothing happened for a while, and knows whether it did so or the caller.</summary>
internal sealed class IdleWatchdog : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _callersToken;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    public IdleWatchdog(TimeSpan limit, TimeProvider timeProvider, CancellationToken callersToken)
    {
        _limit = limit;
        _callersToken = callersToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(callersToken);
        _timer = timeProvider.CreateTimer(static state => ((IdleWatchdog)state!).Fire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller or by the lapse of time.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>True where time lapsed, and not the caller lost interest.</summary>
    public bool HasFired => _source.IsCancellationRequested && !_callersToken.IsCancellationRequested;

    /// <summary>A broken stream is the caller's doing where the caller cancelled.</summary>
    public void ThrowIfCallerCancelled() => _callersToken.ThrowIfCancellationRequested();

    /// <summary>Something happened: begin anew.</summary>
    public void Reset() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Fire()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The timer may fire while the exchange it guards is being left.
        }
    }
}
