using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>A new configuration was refused, because it leads to another cluster, or because it cannot be shown to lead to the same one.</summary>
public sealed class ClusterIdentityException : KubernetesException
{
    /// <summary>What answered is not, or not known to be, the cluster with the expected UID.</summary>
    public ClusterIdentityException(ClusterName cluster, string expectedUid, string? actualUid)
        : base(actualUid is null
            ? $"cluster \"{cluster}\": the new configuration may not read the namespace kube-system, whose UID tells clusters apart; "
                + $"allow get on it, or add the cluster with {nameof(ClusterOptions.CheckIdentity)} off"
            : $"cluster \"{cluster}\": the new configuration leads to another cluster (UID {actualUid} of the namespace kube-system, expected {expectedUid}); "
                + "correct it, or remove the cluster and add it anew")
    {
        Cluster = cluster;
        ExpectedUid = expectedUid;
        ActualUid = actualUid;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The UID of the cluster that is meant.</summary>
    public string ExpectedUid { get; }

    /// <summary>The UID of the one that answered; null where it could not be read.</summary>
    public string? ActualUid { get; }
}
