using ModelSync.Kubernetes.Queue.Internal;

namespace ModelSync.Kubernetes.Queue;

/// <content>Handing keys out and taking them back.</content>
public sealed partial class WorkQueue<TKey>
{
    /// <inheritdoc />
    public ValueTask<QueueLease<TKey>> GetAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<QueueLease<TKey>>(cancellationToken);
        }

        var now = _clock.GetTimestamp();
        QueueWaiter<TKey>? waiter = null;
        QueueLease<TKey> lease;
        lock (_gate)
        {
            if (!TryTake_NeedsLock(now, out lease) && !_core.IsDrained)
            {
                waiter = new QueueWaiter<TKey>();
                _waiters.AddLast(waiter.Node);
            }
        }

        if (waiter is not null)
        {
            return WaitAsync(waiter, cancellationToken);
        }

        if (!lease.IsHeld)
        {
            return ValueTask.FromException<QueueLease<TKey>>(new QueueShutDownException());
        }

        _instruments.QueueDuration.Record(lease.Waited.TotalSeconds, _tags);
        return new ValueTask<QueueLease<TKey>>(lease);
    }

    internal void End(QueueEntry<TKey> entry, int ticket)
    {
        var now = _clock.GetTimestamp();
        QueueWaiter<TKey>? served;
        long worked;
        int added;
        bool isOver;
        lock (_gate)
        {
            isOver = _core.IsDrained;
            if (!_core.TryEnd(entry, ticket, now, out worked, out added))
            {
                return;
            }

            served = Serve_NeedsLock(now);
        }

        // The series of a removed cluster are forgotten, and a worker that returns late would bring one back for ever.
        if (!isOver)
        {
            _instruments.WorkDuration.Record(_clock.GetElapsedTime(0, worked).TotalSeconds, _tags);
        }

        Tell(added, served);
    }

    private bool TryTake_NeedsLock(long now, out QueueLease<TKey> lease)
    {
        if (!_core.TryTake(now, out var entry, out var waited))
        {
            lease = default;
            return false;
        }

        lease = new QueueLease<TKey>(this, entry, _clock.GetElapsedTime(0, Math.Max(0, waited)));
        return true;
    }

    // Matches keys with those who wait, the longest waiting first, while the lock is held: outside of it never both keys and getters wait, so that no getter
    // overtakes another. What is returned is told after the lock is free.
    private QueueWaiter<TKey>? Serve_NeedsLock(long now)
    {
        QueueWaiter<TKey>? first = null;
        QueueWaiter<TKey>? last = null;
        while (_waiters.First is { } node && (TryTake_NeedsLock(now, out var lease) || _core.IsDrained))
        {
            _waiters.RemoveFirst();
            node.Value.Lease = lease;
            first ??= node.Value;
            last?.NextServed = node.Value;
            last = node.Value;
        }

        return first;
    }

    private void Tell(int added, QueueWaiter<TKey>? served)
    {
        for (; served is not null; served = served.NextServed)
        {
            if (served.Lease.IsHeld)
            {
                served.SetResult(served.Lease);
                _instruments.QueueDuration.Record(served.Lease.Waited.TotalSeconds, _tags);
            }
            else
            {
                served.SetException(new QueueShutDownException());
            }
        }

        if (added > 0)
        {
            _instruments.Adds.Add(added, _tags);
        }
    }

    private async ValueTask<QueueLease<TKey>> WaitAsync(QueueWaiter<TKey> waiter, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (var queue, var waiter) = ((WorkQueue<TKey>, QueueWaiter<TKey>))state!;
                queue.Cancel(waiter, token);
            },
            (this, waiter));
        await using (registration.ConfigureAwait(false))
        {
            return await waiter.Task.ConfigureAwait(false);
        }
    }

    // Only who still waits can be cancelled: to whom a key was given, the key is handed, or it would be with a worker for ever.
    private void Cancel(QueueWaiter<TKey> waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Node.List is null)
            {
                return;
            }

            _waiters.Remove(waiter.Node);
        }

        waiter.SetCanceled(cancellationToken);
    }
}
