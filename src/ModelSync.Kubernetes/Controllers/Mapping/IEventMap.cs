using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>Tells whose business a change is.</summary>
internal interface IEventMap<T>
    where T : class, IKubernetesObject
{
    void Map(in InformerEvent<T> change, ICluster cluster, QueuePriority priority, IRequestSink requests);
}
