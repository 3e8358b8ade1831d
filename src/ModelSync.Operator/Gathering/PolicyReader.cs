using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads the policies that may have something to say in a namespace, and what they need to know of it.</summary>
internal sealed class PolicyReader(string? environment)
{
    public PolicyView Read(ICluster cluster, string ns)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var (own, clusterWide) = RolloutCaches.PoliciesOf(cluster);
        return new PolicyView
        {
            Policies = PolicySources.Of(ns, own, clusterWide),
            NamespaceLabels = cluster.Informers.Get(ResourceType.Of<Namespace>()).Get(NamespacedName.ClusterScoped(ns))?.Metadata.Labels,
            DefaultEnvironment = environment,
        };
    }
}
