namespace ModelSync.Kubernetes.Clusters;

/// <summary>How one cluster is treated.</summary>
public sealed record ClusterOptions
{
    /// <summary>
    /// Whether requests fail at once while the cluster is not connected, instead of each waiting for its own timeout, and caches wait for it; null: for all but the local cluster.
    /// Without the local cluster the process can do nothing anyway, and a probe that is wrong about it must not stop what would still work.
    /// </summary>
    public bool? FailFast { get; init; }

    /// <summary>How many requests may be under way at once, watches and caches not counted; others wait their turn.</summary>
    public int MaxConcurrentRequests { get; init; } = 64;

    /// <summary>Whether the UID of the namespace kube-system tells the cluster from others; off where even asking is unwelcome. Not being allowed to read it is no error.</summary>
    public bool CheckIdentity { get; init; } = true;

    /// <summary>The UID that the cluster had when it was known before, perhaps to an earlier process; null takes the first that is seen.</summary>
    public string? ExpectedUid { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentRequests, nameof(MaxConcurrentRequests));
        if (ExpectedUid is not null && (string.IsNullOrWhiteSpace(ExpectedUid) || !CheckIdentity))
        {
            throw new ArgumentException($"{nameof(ExpectedUid)} is \"{ExpectedUid}\": name a UID and leave {nameof(CheckIdentity)} on, or leave it null.", nameof(ExpectedUid));
        }
    }
}
