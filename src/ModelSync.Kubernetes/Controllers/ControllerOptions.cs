namespace ModelSync.Kubernetes.Controllers;

/// <summary>How a controller works; checked when it is built.</summary>
public sealed record ControllerOptions
{
    /// <summary>How many names of one cluster are worked on at once; every cluster has workers of its own.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>How long one reconcile may take before it is cancelled and counts as failed.</summary>
    public TimeSpan ReconcileTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The least time between the beginnings of two reconciles of one name, against hot loops; zero for none.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.Zero;

    /// <summary>The backoff after the first failure; it doubles with each.</summary>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest backoff.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(1000);

    /// <summary>How long a name waits for the caches to show its own last writes before it is looked at all the same.</summary>
    public TimeSpan ConsistencyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for the first lists of a cluster before it is reported as not synced.</summary>
    public TimeSpan SyncTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether only the leader works; all replicas keep their caches warm.</summary>
    public bool NeedsLeader { get; init; } = true;
}
