using ModelSync.Kubernetes.Queue.Internal;

namespace ModelSync.Kubernetes.Queue;

/// <summary>A key that is with a worker until this is disposed; disposing it again, or a copy of it, does nothing.</summary>
/// <typeparam name="TKey">The key.</typeparam>
public readonly struct QueueLease<TKey> : IDisposable
    where TKey : notnull
{
    private readonly WorkQueue<TKey>? _queue;
    private readonly QueueEntry<TKey>? _entry;
    private readonly int _ticket;

    internal QueueLease(WorkQueue<TKey> queue, QueueEntry<TKey> entry, TimeSpan waited)
    {
        _queue = queue;
        _entry = entry;
        _ticket = entry.Ticket;
        Key = entry.Key;
        Priority = entry.Priority;
        Waited = waited;
    }

    /// <summary>The key.</summary>
    public TKey Key { get; }

    /// <summary>The lane it came from; retries keep it.</summary>
    public QueuePriority Priority { get; }

    /// <summary>How long it was ready before it was taken.</summary>
    public TimeSpan Waited { get; }

    internal bool IsHeld => _queue is not null;

    /// <summary>Ends the work on the key.</summary>
    public void Dispose()
    {
        if (_queue is not null && _entry is not null)
        {
            _queue.End(_entry, _ticket);
        }
    }
}
