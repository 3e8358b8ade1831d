using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>
/// What this process has seen of the Lease, and since when by its own monotonic clock. The times in the Lease are another machine's and decide nothing. A
/// change counts from when it was seen, never from when it was asked for: a renewal may have happened at any time on the way. Thread-safe.
/// </summary>
internal sealed class LeaseView(TimeSpan defaultDuration, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private Lease? _lease;
    private LeaseRecord? _record;
    private bool _isKnown;
    private long _seenAt;

    private CancellationTokenSource _changed = new();

    /// <summary>What is known now, all of one moment.</summary>
    public LeaseSight Current
    {
        get
        {
            lock (_gate)
            {
                return new LeaseSight(_isKnown, _lease, _record, Remaining_NeedsLock);
            }
        }
    }

    /// <summary>Cancelled with the next change of the record: what ends a wait.</summary>
    public CancellationToken Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Token;
            }
        }
    }

    private TimeSpan Remaining_NeedsLock
    {
        get
        {
            if (_record is not { IsFree: false } record)
            {
                return TimeSpan.Zero;
            }

            // The holder's own duration, not ours: the replicas of two releases may differ in it (csharp #1640). None at all says nothing about the holder.
            var duration = record.DurationSeconds > 0 ? TimeSpan.FromSeconds(record.DurationSeconds) : defaultDuration;
            var remaining = duration - time.GetElapsedTime(_seenAt);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Takes what a read or a write answered; null where there is no Lease.</summary>
    /// <returns>Whether another holds it than before.</returns>
    public bool See(Lease? lease)
    {
        CancellationTokenSource? changed;
        bool isOtherHolder;
        lock (_gate)
        {
            (changed, isOtherHolder) = See_NeedsLock(lease);
        }

        Tell(changed);
        return isOtherHolder;
    }

    /// <summary>Takes what a watch tells. It may come from a cache that lags behind the reads, and then tells nothing new.</summary>
    /// <returns>Whether another holds it than before.</returns>
    public bool SeeEvent(Lease lease, bool isDeleted)
    {
        CancellationTokenSource? changed;
        bool isOtherHolder;
        lock (_gate)
        {
            var isOlder = VersionOf(lease).TryCompare(VersionOf(_lease), out var order) && order < 0;
            (changed, isOtherHolder) = isOlder ? default : See_NeedsLock(isDeleted ? null : lease);
        }

        Tell(changed);
        return isOtherHolder;
    }

    public void Dispose() => _changed.Dispose();

    // Not under the lock: the loop of the elector goes on in place.
    private static void Tell(CancellationTokenSource? changed)
    {
        changed?.Cancel();
        changed?.Dispose();
    }

    private static ResourceVersion VersionOf(Lease? lease) => new(lease?.Metadata.ResourceVersion);

    private (CancellationTokenSource? Changed, bool IsOtherHolder) See_NeedsLock(Lease? lease)
    {
        LeaseRecord? record = lease is null ? null : LeaseRecord.Of(lease);
        var isGone = lease is null && _lease is not null;
        _lease = lease;
        _isKnown = true;
        if (record is null ? !isGone : record == _record)
        {
            return default;
        }

        var isOtherHolder = false;
        if (record is { } seen)
        {
            isOtherHolder = !seen.IsFree && !string.Equals(seen.Holder, _record?.Holder, StringComparison.Ordinal);
            _record = seen;
            _seenAt = time.GetTimestamp();
        }

        var changed = _changed;
        _changed = new CancellationTokenSource();
        return (changed, isOtherHolder);
    }
}
