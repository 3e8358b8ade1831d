using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>What to look at: a name in a cluster, never an object, so that the newest state is what is looked at.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Key">The object's name.</param>
public readonly record struct Request(ClusterName Cluster, NamespacedName Key)
{
    /// <summary>`cluster/namespace/name`.</summary>
    public override string ToString() => $"{Cluster}/{Key}";
}
