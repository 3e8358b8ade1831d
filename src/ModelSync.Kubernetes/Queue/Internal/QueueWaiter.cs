namespace ModelSync.Kubernetes.Queue.Internal;

/// <summary>A getter that waits. Its continuation never runs on the thread of whoever adds a key.</summary>
internal sealed class QueueWaiter<TKey> : TaskCompletionSource<QueueLease<TKey>>
    where TKey : notnull
{
    public QueueWaiter()
        : base(TaskCreationOptions.RunContinuationsAsynchronously) => Node = new LinkedListNode<QueueWaiter<TKey>>(this);

    public LinkedListNode<QueueWaiter<TKey>> Node { get; }

    /// <summary>What it was given while the lock was held; handed over after.</summary>
    public QueueLease<TKey> Lease { get; set; }

    /// <summary>The next of those that were served by the same call.</summary>
    public QueueWaiter<TKey>? NextServed { get; set; }
}
