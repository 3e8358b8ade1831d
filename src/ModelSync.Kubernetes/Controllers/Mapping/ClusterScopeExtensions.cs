using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Mapping;

internal static class ClusterScopeExtensions
{
    extension(ClusterScope scope)
    {
        public bool Includes(ClusterName cluster) => scope switch
        {
            ClusterScope.Local => cluster == ClusterName.Local,
            ClusterScope.Members => cluster != ClusterName.Local,
            _ => true,
        };
    }
}
