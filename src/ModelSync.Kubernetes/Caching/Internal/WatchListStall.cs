namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Cancels a watch that begins with the present objects and does not come to their end; of no effect on any other watch.</summary>
internal sealed class WatchListStall : IDisposable
{
    private readonly CancellationTokenSource? _source;
    private readonly ITimer? _timer;
    private readonly CancellationToken _callersToken;

    public WatchListStall(bool isNeeded, TimeSpan limit, TimeProvider timeProvider, CancellationToken callersToken)
    {
        _callersToken = callersToken;
        if (isNeeded)
        {
            _source = CancellationTokenSource.CreateLinkedTokenSource(callersToken);
            _timer = timeProvider.CreateTimer(static state => ((WatchListStall)state!).Fire(), this, limit, Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _source?.Token ?? _callersToken;

    public bool HasFired { get; private set; }

    /// <summary>The end has come; false where that was too late.</summary>
    public bool Over()
    {
        _timer?.Dispose();
        return !HasFired;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _source?.Dispose();
    }

    private void Fire()
    {
        HasFired = true;
        try
        {
            _source!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The timer may fire while the watch is being left.
        }
    }
}
