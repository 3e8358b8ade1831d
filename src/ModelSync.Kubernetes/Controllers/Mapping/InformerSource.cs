using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>Watches one kind in one representation, in those clusters that both its options and its controller name.</summary>
internal sealed class InformerSource<T>(ResourceType<T> type, SourceOptions<T> options, IEventMap<T> map, ClusterScope within = ClusterScope.All) : IClusterSource
    where T : class, IKubernetesObject
{
    public bool Watches(ClusterName cluster) => within.Includes(cluster) && options.Clusters.Includes(cluster);

    public SourceBinding Attach(ICluster cluster, IRequestSink requests, IMapErrors errors)
    {
        var informer = cluster.Informers.Add(type, options.Informer);
        return new SourceBinding(informer, informer.Subscribe(change => Handle(change, cluster, requests, errors)));
    }

    // Nothing that the user's code throws reaches the informer: the other objects' changes still come.
    private void Handle(in InformerEvent<T> change, ICluster cluster, IRequestSink requests, IMapErrors errors)
    {
        if (!Concerns(change, cluster, errors))
        {
            return;
        }

        var priority = change.IsInInitialList || change.Kind == InformerEventKind.Resync ? QueuePriority.Low : QueuePriority.Normal;
        try
        {
            map.Map(change, cluster, priority, requests);
        }
        catch (Exception exception)
        {
            errors.MapFailed(cluster, type.Resource, exception);
        }
    }

    private bool Concerns(in InformerEvent<T> change, ICluster cluster, IMapErrors errors)
    {
        if (options.When is null)
        {
            return true;
        }

        try
        {
            return options.When(change);
        }
        catch (Exception exception)
        {
            // To look once too often is cheap, to miss a change is not.
            errors.MapFailed(cluster, type.Resource, exception);
            return true;
        }
    }
}
