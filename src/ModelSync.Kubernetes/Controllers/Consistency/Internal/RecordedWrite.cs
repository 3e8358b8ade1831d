using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>One write of an owner, as far as a cache can be asked about it.</summary>
internal sealed record RecordedWrite(ICluster Cluster, ResourceInfo Resource, ObjectMeta Metadata, bool IsDelete, long At)
{
    public WriteTarget Target => new(Cluster.Name, Resource.Group, Resource.Kind, Metadata.Key);

    public ResourceVersion Version => new(Metadata.ResourceVersion);

    /// <summary>Of two writes of one object the one to wait for. Answers may come in another order than the writes were made.</summary>
    public RecordedWrite After(RecordedWrite earlier)
    {
        if (IsDelete && !earlier.IsDelete)
        {
            // A cache without the object may be one that has not seen it come.
            return this with { Metadata = Metadata with { ResourceVersion = earlier.Metadata.ResourceVersion } };
        }

        return Version.TryCompare(earlier.Version, out var order) && order < 0 ? earlier : this;
    }

    public PendingWrite ToPending() => new(Cluster.Name, Resource, Metadata.Key, Metadata.Uid, Version, IsDelete);
}
