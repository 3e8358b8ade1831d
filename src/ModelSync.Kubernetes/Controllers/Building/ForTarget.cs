using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Building;

/// <summary>The kind that a controller looks after.</summary>
internal abstract class ForTarget(ResourceInfo resource, ClusterScope clusters)
{
    public ResourceInfo Resource { get; } = resource;

    public ClusterScope Clusters { get; } = clusters;

    /// <summary>How its objects are represented, for messages.</summary>
    public abstract Type Representation { get; }
}
