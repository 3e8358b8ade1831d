namespace ModelSync.Kubernetes.Queue;

/// <summary>
/// Doubles the wait of a key with each of its failures, up to a longest one. Without jitter: keys that fail together come in one queue, whose workers spread
/// them.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
public sealed class ExponentialRateLimiter<TKey> : IRateLimiter<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;

    /// <summary>A limiter of 5 ms doubling to 1,000 s, as controllers of Kubernetes have it.</summary>
    public ExponentialRateLimiter()
        : this(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(1000))
    {
    }

    /// <summary>A limiter that begins with one wait and never exceeds the other.</summary>
    public ExponentialRateLimiter(TimeSpan first, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(first, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, first);
        _first = first;
        _longest = longest;
    }

    /// <inheritdoc />
    public TimeSpan When(TKey key)
    {
        lock (_gate)
        {
            var failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures == int.MaxValue ? failures : failures + 1;

            // A double holds powers of two far beyond the longest wait, and infinity compares well.
            var ticks = _first.Ticks * Math.Pow(2, failures);
            return ticks < _longest.Ticks ? TimeSpan.FromTicks((long)ticks) : _longest;
        }
    }

    /// <inheritdoc />
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _failures.Remove(key);
        }
    }

    /// <inheritdoc />
    public int Failures(TKey key)
    {
        lock (_gate)
        {
            return _failures.GetValueOrDefault(key);
        }
    }
}
