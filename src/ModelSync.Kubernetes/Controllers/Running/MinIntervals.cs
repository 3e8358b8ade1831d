namespace ModelSync.Kubernetes.Controllers.Running;

/// <summary>When each name was looked at last, as far back as it matters. Thread-safe.</summary>
internal sealed class MinIntervals(TimeSpan interval, TimeProvider timeProvider)
{
    private const int SmallestSweep = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<Request, long> _begun = [];
    private int _sweepAt = SmallestSweep;

    /// <summary>Notes a beginning and returns zero; or returns how much too early it is.</summary>
    public TimeSpan Begin(Request request)
    {
        if (interval == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var now = timeProvider.GetTimestamp();
        lock (_gate)
        {
            if (_begun.TryGetValue(request, out var before) && interval - timeProvider.GetElapsedTime(before, now) is var early && early > TimeSpan.Zero)
            {
                return early;
            }

            _begun[request] = now;
            Sweep_NeedsLock(now);
            return TimeSpan.Zero;
        }
    }

    // Each sweep waits until as many names came as the last one left, so that its cost is spread over them.
    private void Sweep_NeedsLock(long now)
    {
        if (_begun.Count < _sweepAt)
        {
            return;
        }

        foreach ((var request, var begun) in _begun)
        {
            if (timeProvider.GetElapsedTime(begun, now) >= interval)
            {
                _begun.Remove(request);
            }
        }

        _sweepAt = Math.Max(SmallestSweep, 2 * _begun.Count);
    }
}
