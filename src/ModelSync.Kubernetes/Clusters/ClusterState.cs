namespace ModelSync.Kubernetes.Clusters;

/// <summary>Whether a cluster can be talked to.</summary>
public enum ClusterState
{
    /// <summary>It has not answered yet.</summary>
    Connecting,

    /// <summary>It answers.</summary>
    Connected,

    /// <summary>It has answered before and does not now. Its caches keep the last that was seen: unknown, not gone.</summary>
    Unreachable,

    /// <summary>It is no longer one of ours.</summary>
    Removed,
}
