using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A change is the business of those whom the user's function names for the change as a whole.</summary>
internal sealed class ChangeMap<T>(Func<InformerEvent<T>, ICluster, IEnumerable<Request>> map) : IEventMap<T>
    where T : class, IKubernetesObject
{
    public void Map(in InformerEvent<T> change, ICluster cluster, QueuePriority priority, IRequestSink requests)
    {
        foreach (var request in map(change, cluster))
        {
            requests.Add(request, priority);
        }
    }
}
