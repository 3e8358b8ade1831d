namespace ModelSync.Kubernetes.Queue;

/// <summary>A key that is with a worker until this is disposed, which may be done once.</summary>
/// <typeparam name="TKey">The key.</typeparam>
public readonly struct QueueLease<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Action<TKey>? _done;

    internal QueueLease(TKey key, QueuePriority priority, TimeSpan waited, Action<TKey> done)
    {
        Key = key;
        Priority = priority;
        Waited = waited;
        _done = done;
    }

    /// <summary>The key.</summary>
    public TKey Key { get; }

    /// <summary>The lane it came from; retries keep it.</summary>
    public QueuePriority Priority { get; }

    /// <summary>How long it was ready before it was taken.</summary>
    public TimeSpan Waited { get; }

    /// <summary>Ends the work on the key.</summary>
    public void Dispose() => _done?.Invoke(Key);
}
