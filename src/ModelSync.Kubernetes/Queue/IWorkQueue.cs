namespace ModelSync.Kubernetes.Queue;

/// <summary>
/// Keys of what is to be looked at. A key waits at most once, is with at most one worker at a time, and is never dropped: added while a worker
/// has it, it comes again afterwards. Of several times the earliest counts. Thread-safe.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
public interface IWorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    /// <summary>How many keys are ready and wait for a worker.</summary>
    int Depth { get; }

    /// <summary>How many keys wait for their time.</summary>
    int Delayed { get; }

    /// <summary>How many keys are with workers.</summary>
    int InFlight { get; }

    /// <summary>Makes the key ready now, which makes a delay moot; a higher priority lifts one that waits already. While a worker has it, it comes again.</summary>
    void Add(TKey key, QueuePriority priority = QueuePriority.Normal);

    /// <summary>Makes the key ready after a delay, unless it is sooner anyway. What is set while a worker has the key stays, whatever is added meanwhile.</summary>
    void AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.Normal);

    /// <summary>Makes the key ready after its backoff, which grows with each call until <see cref="Forget"/>.</summary>
    TimeSpan AddRateLimited(TKey key, QueuePriority priority = QueuePriority.Normal);

    /// <summary>Ends the backoff of a key: it went well.</summary>
    void Forget(TKey key);

    /// <summary>How often the key was added by <see cref="AddRateLimited"/> since it was forgotten.</summary>
    int Failures(TKey key);

    /// <summary>
    /// Takes the next key; dispose the lease when its work has ended. Those who wait are served in the order in which they came, and a call that is cancelled
    /// takes no key.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="QueueShutDownException">The queue has shut down and, where it drains, is empty.</exception>
    ValueTask<QueueLease<TKey>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Takes no more keys; ready ones are still handed out where it drains. Delayed ones never come: their time is the next process's business.</summary>
    void ShutDown(bool drain);
}
