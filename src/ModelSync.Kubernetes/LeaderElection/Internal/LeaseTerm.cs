namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>
/// One term and its deadline, counted from when the last renewal that went well began: an answer that took long does not stretch it, and one that comes after
/// it does not bring it back. Whoever asks sees the deadline at once; the timer tells the others. Thread-safe.
/// </summary>
/// <remarks>
/// <code>
///             TryExtend               (renewed, before the deadline)
///              ┌─────┐
///              ▼     │
/// begun ──► current ─┴─ End, or the deadline ──► over: Current is null, then Lost is cancelled
/// </code>
/// </remarks>
internal sealed class LeaseTerm : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly LeaderContext _context;
    private readonly ITimer _timer;
    private long _renewedAt;
    private bool _isOver;

    public LeaseTerm(LeaderContext context, long epoch, long startedAt)
    {
        _context = context;
        _renewedAt = startedAt;
        Term = new LeadershipTerm(epoch, context.Identity, _lost.Token);
        context.Metrics.TermBegins();
        _timer = context.Time.CreateTimer(static term => ((LeaseTerm)term!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            Arm_NeedsLock();
        }
    }

    public LeadershipTerm Term { get; }

    /// <summary>Whether nobody else can have taken over yet.</summary>
    public bool IsCurrent
    {
        get
        {
            lock (_gate)
            {
                return IsCurrent_NeedsLock;
            }
        }
    }

    private bool IsCurrent_NeedsLock => !_isOver && Remaining_NeedsLock > TimeSpan.Zero;

    private TimeSpan Remaining_NeedsLock => _context.Options.RenewDeadline - _context.Time.GetElapsedTime(_renewedAt);

    /// <summary>Moves the deadline on after a renewal that began then; false where the term is over already.</summary>
    public bool TryExtend(long startedAt)
    {
        lock (_gate)
        {
            if (!IsCurrent_NeedsLock)
            {
                return false;
            }

            _renewedAt = startedAt;
            Arm_NeedsLock();
            return true;
        }
    }

    /// <summary>Ends the term now; returns once everybody who listens to its end has been told.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        _context.Metrics.TermEnds();
        try
        {
            _lost.Cancel();
        }
        catch (AggregateException exception)
        {
            LeaderLog.ListenerFailed(_context.Logger, exception, _context.Key);
        }
    }

    public void Dispose()
    {
        End();
        _timer.Dispose();
        _lost.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            // A renewal may have come in just before, and a timer may fire a moment too soon.
            if (!_isOver && Remaining_NeedsLock > TimeSpan.Zero)
            {
                Arm_NeedsLock();
                return;
            }
        }

        End();
    }

    private void Arm_NeedsLock() => _timer.Change(LeaderContext.RoundUp(Remaining_NeedsLock), Timeout.InfiniteTimeSpan);
}
