namespace ModelSync.Operator.Registries;

/// <summary>
/// Keeps registries apart: each gets a few requests at once, and one that could not be reached is not tried again for a while, so that it holds up no
/// worker that others wait for.
/// </summary>
internal sealed class RegistryLanes(RegistryOptions options, TimeProvider time)
{
    // Users name the hosts: what is kept of them has a limit.
    private const int MostLanes = 1024;

    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A place in the lane; null where all are taken, or where <paramref name="cause"/> says why nobody answered a moment ago.</summary>
    public IDisposable? TryEnter(string domain, out string? cause)
    {
        lock (_gate)
        {
            cause = null;
            if (!_lanes.TryGetValue(domain, out var lane))
            {
                RemoveIdle_NeedsLock();
                if (_lanes.Count >= MostLanes)
                {
                    return null;
                }

                _lanes[domain] = lane = new Lane();
            }

            if (lane.Cause is not null && lane.FailedUntil > time.GetTimestamp())
            {
                cause = lane.Cause;
                return null;
            }

            if (lane.Requests >= options.RequestsPerRegistry)
            {
                return null;
            }

            lane.Requests++;
            return new Place(this, lane);
        }
    }

    /// <summary>Tells how a request to the registry ended.</summary>
    public void Report(string domain, RegistryFailure? failure)
    {
        lock (_gate)
        {
            if (_lanes.TryGetValue(domain, out var lane))
            {
                lane.Cause = failure?.Cause;
                lane.FailedUntil = time.GetTimestamp() + (long)(options.UnreachablePause.TotalSeconds * time.TimestampFrequency);
            }
        }
    }

    private void RemoveIdle_NeedsLock()
    {
        if (_lanes.Count < MostLanes)
        {
            return;
        }

        foreach (var (domain, lane) in _lanes.ToArray())
        {
            if (lane.Requests == 0 && lane.FailedUntil <= time.GetTimestamp())
            {
                _lanes.Remove(domain);
            }
        }
    }

    private void Leave(Lane lane)
    {
        lock (_gate)
        {
            lane.Requests--;
        }
    }

    private sealed class Lane
    {
        public int Requests { get; set; }

        public string? Cause { get; set; }

        public long FailedUntil { get; set; }
    }

    private sealed class Place(RegistryLanes lanes, Lane lane) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                lanes.Leave(lane);
            }
        }
    }
}
