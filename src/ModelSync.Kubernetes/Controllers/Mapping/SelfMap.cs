using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A change is the business of the object itself.</summary>
internal sealed class SelfMap<T> : IEventMap<T>
    where T : class, IKubernetesObject
{
    public void Map(in InformerEvent<T> change, ICluster cluster, QueuePriority priority, IRequestSink requests) =>
        requests.Add(new Request(cluster.Name, change.Key), priority);
}
