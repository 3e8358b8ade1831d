using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Queue;

/// <summary>How a work queue is called and how it backs off.</summary>
/// <typeparam name="TKey">The key.</typeparam>
public sealed record WorkQueueOptions<TKey>
    where TKey : notnull
{
    /// <summary>The queue's name in metrics: its controller's.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster whose keys it holds, in metrics.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>The backoff of keys that failed; null for an <see cref="ExponentialRateLimiter{TKey}"/> of the queue's own.</summary>
    public IRateLimiter<TKey>? RateLimiter { get; init; }
}
