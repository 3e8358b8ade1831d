using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A watch that fills the queues of a controller.</summary>
internal interface IClusterSource
{
    /// <summary>Whether it watches in a cluster.</summary>
    bool Watches(ClusterName cluster);

    /// <summary>Adds the informer to the cluster and subscribes to it.</summary>
    SourceBinding Attach(ICluster cluster, IRequestSink requests, IMapErrors errors);
}
