using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A change is the business of those whom the user's function names, for the object before and for the object now.</summary>
internal sealed class ObjectMap<T>(Func<T, ICluster, IEnumerable<Request>> map) : IEventMap<T>
    where T : class, IKubernetesObject
{
    public void Map(in InformerEvent<T> change, ICluster cluster, QueuePriority priority, IRequestSink requests)
    {
        // Both, because an object that changed hands is news for the one who lost it. The queue takes a name named twice as one.
        if (change.Old is { } before && !ReferenceEquals(before, change.New))
        {
            AddAll(before, cluster, priority, requests);
        }

        if (change.New is { } now)
        {
            AddAll(now, cluster, priority, requests);
        }
    }

    private void AddAll(T value, ICluster cluster, QueuePriority priority, IRequestSink requests)
    {
        foreach (var request in map(value, cluster))
        {
            requests.Add(request, priority);
        }
    }
}
