using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>Hears of the user's predicates and maps that threw.</summary>
internal interface IMapErrors
{
    void MapFailed(ICluster cluster, ResourceInfo resource, Exception exception);
}
