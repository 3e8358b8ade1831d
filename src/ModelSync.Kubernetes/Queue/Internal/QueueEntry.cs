namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>
/// What a queue knows of one key. One object with links and a heap index of its own instead of nodes in three collections, because a queue after a first
/// list holds tens of thousands.
/// </summary>
internal sealed class QueueEntry<TKey>
    where TKey : notnull
{
    public const int NotInHeap = -1;

    public TKey Key { get; set; } = default!;

    /// <summary>Neighbours in the list that the entry is in: a lane, what is with workers, or the pool.</summary>
    public QueueEntry<TKey>? Next { get; set; }

    /// <inheritdoc cref="Next" />
    public QueueEntry<TKey>? Previous { get; set; }

    /// <summary>Since when it is ready, or with a worker; a timestamp.</summary>
    public long Since { get; set; }

    /// <summary>When a delayed key becomes ready; a timestamp.</summary>
    public long Due { get; set; }

    /// <summary>Which of equal deadlines was first.</summary>
    public long Order { get; set; }

    public int HeapIndex { get; set; } = NotInHeap;

    /// <summary>Tells one time with a worker from the next, so that a lease that is disposed twice ends nobody else's work.</summary>
    public int Ticket { get; set; }

    /// <summary>The lane in which it waits or from which it was taken.</summary>
    public QueuePriority Priority { get; set; }

    public QueuePriority DelayedPriority { get; set; }

    public QueuePriority AgainPriority { get; set; }

    public bool IsReady { get; set; }

    public bool IsInFlight { get; set; }

    /// <summary>Added while with a worker: ready again when that is done.</summary>
    public bool IsAgain { get; set; }

    public bool IsDelayed => HeapIndex != NotInHeap;

    public bool IsIdle => !IsReady && !IsInFlight && !IsDelayed;
}
