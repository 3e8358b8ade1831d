namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>How one reflector is doing; written by it, read by anyone.</summary>
internal sealed class ReflectorHealth(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private InformerHealth _health = new(HasSynced: false, IsConnected: false, LastContact: null, Failures: 0, LastError: null);
    private long _lastContactTicks;

    public InformerHealth Current
    {
        get
        {
            var ticks = Volatile.Read(ref _lastContactTicks);
            lock (_gate)
            {
                return _health with { LastContact = ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero) };
            }
        }
    }

    /// <summary>The server was heard of; called for each event.</summary>
    public void Heard() => Volatile.Write(ref _lastContactTicks, timeProvider.GetUtcNow().UtcTicks);

    public void Synced()
    {
        lock (_gate)
        {
            _health = _health with { HasSynced = true };
        }
    }

    /// <summary>A list or watch was accepted; true where the one before had failed.</summary>
    public bool Accepted()
    {
        Heard();
        lock (_gate)
        {
            var wasFailing = _health.Failures > 0;
            _health = _health with { IsConnected = true, Failures = 0, LastError = null };
            return wasFailing;
        }
    }

    /// <summary>A list or watch failed: how many have in a row, and whether the error is another one than before.</summary>
    public (int Failures, bool IsNews) Failed(string error)
    {
        lock (_gate)
        {
            var isNews = !string.Equals(_health.LastError, error, StringComparison.Ordinal);
            _health = _health with { IsConnected = false, Failures = _health.Failures + 1, LastError = error };
            return (_health.Failures, isNews);
        }
    }

    /// <summary>Nobody asks the server any more.</summary>
    public void Stopped()
    {
        lock (_gate)
        {
            _health = _health with { IsConnected = false };
        }
    }

    /// <summary>The health of several as one: each must be well, and the one that was silent for longest counts.</summary>
    public static InformerHealth Combine(IEnumerable<InformerHealth> all) => all.Aggregate(static (left, right) => new InformerHealth(
        left.HasSynced && right.HasSynced,
        left.IsConnected && right.IsConnected,
        left.LastContact is { } first && right.LastContact is { } second ? (first < second ? first : second) : null,
        Math.Max(left.Failures, right.Failures),
        left.LastError ?? right.LastError));
}
