using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A watch that fills the queues of a controller.</summary>
internal interface IClusterSource
{
    /// <summary>What is watched.</summary>
    ResourceInfo Resource { get; }

    /// <summary>Where.</summary>
    ClusterScope Clusters { get; }

    /// <summary>Adds the informer to the cluster and subscribes to it.</summary>
    SourceBinding Attach(ICluster cluster, IRequestSink requests, IMapErrors errors);
}
