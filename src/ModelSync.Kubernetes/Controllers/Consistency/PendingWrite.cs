using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Consistency;

/// <summary>A write that a cache does not show yet.</summary>
/// <param name="Cluster">Where it was written.</param>
/// <param name="Resource">The kind.</param>
/// <param name="Key">The object.</param>
/// <param name="Uid">The object's identity; null where the server did not tell.</param>
/// <param name="Version">The version that was written, and for a delete the last that was written before; none where there is none.</param>
/// <param name="IsDelete">Whether the object was deleted.</param>
public sealed record PendingWrite(ClusterName Cluster, ResourceInfo Resource, NamespacedName Key, string? Uid, ResourceVersion Version, bool IsDelete)
{
    /// <summary>The object and its version, as logs want it.</summary>
    public override string ToString() => IsDelete ? $"{Resource} {Key} of {Cluster}, deleted" : $"{Resource} {Key} of {Cluster} at version {Version}";
}
