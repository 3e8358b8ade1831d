namespace ModelSync.Kubernetes.Queue;

/// <summary>How long a key that failed waits before it is tried again; thread-safe.</summary>
/// <typeparam name="TKey">The key.</typeparam>
public interface IRateLimiter<in TKey>
    where TKey : notnull
{
    /// <summary>Counts a failure and says how long to wait.</summary>
    TimeSpan When(TKey key);

    /// <summary>Begins anew for the key.</summary>
    void Forget(TKey key);

    /// <summary>How many failures are counted.</summary>
    int Failures(TKey key);
}
