namespace ModelSync.Registries.Protocol;

/// <summary>
/// Keeps registries apart: each gets a few requests at once, whoever comes then waits a moment in turn, and one that could not be reached is not tried again
/// for a while. So a registry that hangs holds up few workers, and none for long.
/// </summary>
internal sealed class RegistryLanes(RegistryOptions options, TimeProvider time)
{
    // Users name the hosts: what is kept of them has a limit.
    private const int MostLanes = 1024;

    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A place in the lane; none where all are taken for too long, or where the cause says why nobody answered a moment ago.</summary>
    public async Task<(IDisposable? Place, string? Cause)> EnterAsync(string domain, CancellationToken cancellationToken)
    {
        if (Find(domain) is not { } lane)
        {
            return (null, null);
        }

        var place = await TakeAsync(lane, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (lane.Cause is null || lane.FailedUntil <= time.GetTimestamp())
            {
                return (place, null);
            }
        }

        // Perhaps only since we began to wait.
        place?.Dispose();
        return (null, lane.Cause);
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

    private async Task<IDisposable?> TakeAsync(Lane lane, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.LongestTurn, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await lane.Places.WaitAsync(linked.Token).ConfigureAwait(false);
            return new Place(this, lane);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Leave(lane, hasPlace: false);
            return null;
        }
        catch
        {
            Leave(lane, hasPlace: false);
            throw;
        }
    }

    private Lane? Find(string domain)
    {
        lock (_gate)
        {
            if (!_lanes.TryGetValue(domain, out var lane))
            {
                RemoveIdle_NeedsLock();
                if (_lanes.Count >= MostLanes)
                {
                    return null;
                }

                _lanes[domain] = lane = new Lane(options.RequestsPerRegistry);
            }

            lane.Visitors++;
            return lane;
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
            if (lane.Visitors == 0 && lane.FailedUntil <= time.GetTimestamp())
            {
                _lanes.Remove(domain);
            }
        }
    }

    private void Leave(Lane lane, bool hasPlace)
    {
        if (hasPlace)
        {
            lane.Places.Release();
        }

        lock (_gate)
        {
            lane.Visitors--;
        }
    }

    // Its semaphore has no wait handle, so nothing needs to be disposed.
    private sealed class Lane(int places)
    {
        public SemaphoreSlim Places { get; } = new(places);

        public int Visitors { get; set; }

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
                lanes.Leave(lane, hasPlace: true);
            }
        }
    }
}
