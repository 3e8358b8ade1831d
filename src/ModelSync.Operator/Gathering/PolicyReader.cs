using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>Reads the policies that may have something to say in a namespace, and what they need to know of it.</summary>
internal sealed class PolicyReader(string? environment)
{
    public PolicyView Read(ICluster cluster, string? ns)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var (own, clusterWide) = RolloutCaches.PoliciesOf(cluster);
        return new PolicyView
        {
            Policies =
            [
                .. own.List(ns).Select(policy => Source(policy, policy.Spec)),
                .. own.ListInvalid().Where(policy => policy.Metadata.Namespace == ns).Select(policy => Unreadable(ModelPolicy.Resource, policy)),
                .. clusterWide.List().Select(policy => Source(policy, policy.Spec)),
                .. clusterWide.ListInvalid().Select(policy => Unreadable(ClusterModelPolicy.Resource, policy)),
            ],
            NamespaceLabels = ns is null ? null : cluster.Informers.Get(ResourceType.Metadata(Namespace.Resource)).Get(NamespacedName.ClusterScoped(ns))?.Metadata.Labels,
            DefaultEnvironment = environment,
        };
    }

    private static PolicySource Source<T>(T policy, ModelPolicySpec? spec)
        where T : class, IResource<T>
    {
        var errors = SpecErrors.Of(policy);
        return new PolicySource
        {
            Kind = T.Resource.Kind,
            Name = policy.Metadata.Name ?? "",
            Namespace = policy.Metadata.Namespace,
            Spec = spec,
            Problem = errors is [var error, ..] ? $"{error.Field}: {error.Message}" : null,
        };
    }

    private static PolicySource Unreadable(ResourceInfo kind, InvalidObject policy) => new()
    {
        Kind = kind.Kind,
        Name = policy.Metadata.Name ?? "",
        Namespace = policy.Metadata.Namespace,
        Problem = $"it cannot be read ({policy.Error}): correct it",
    };
}
