using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Registries;

namespace ModelSync.Operator.Versions;

/// <summary>Puts the controller of versions together: what it watches, and which versions a change of something else concerns.</summary>
internal static class VersionController
{
    /// <summary>The controller; it works in the operator's own cluster alone, where versions are.</summary>
    public static IController Build(ControllerServices services, IArtifactRegistry registry, VersionControllerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        return Controller.Named("modelversions", services)
            .For(Of(options.Versions, Predicates.GenerationChanged))
            .Watches(UsedBy, Of(options.Rollouts, IsAnotherUse))
            .Watches<ModelPolicy>((policy, cluster) => VersionsIn(cluster, policy.Metadata.Namespace), Of(options.Policies, Predicates.GenerationChanged))
            .Watches<ClusterModelPolicy>((_, cluster) => VersionsIn(cluster, ns: null), Of(options.ClusterPolicies, Predicates.GenerationChanged))
            .Watches<Namespace>((ns, cluster) => VersionsIn(cluster, ns.Metadata.Name), Of(options.Namespaces, IsRelabelled))
            .WithOptions(new ControllerOptions { Workers = options.Workers })
            .Build(new ModelVersionReconciler(new VersionResolver(registry, services.Runtime.TimeProvider), options.Environment));
    }

    private static SourceOptions<T> Of<T>(InformerOptions<T>? informer, Predicate<InformerEvent<T>> when)
        where T : class, IKubernetesObject => new() { Clusters = ClusterScope.Local, Informer = informer, When = when };

    // The first list asks for every version by itself.
    private static bool IsRelabelled(InformerEvent<Namespace> change) =>
        change.Kind is InformerEventKind.Updated && Predicates.LabelsChanged(change);

    private static bool IsAnotherUse(InformerEvent<ModelRollout> change) =>
        change is not { Kind: InformerEventKind.Updated, Old: { } before, New: { } after } || VersionUses.Differ(before, after);

    private static IEnumerable<Request> UsedBy(ModelRollout rollout, ICluster cluster) =>
        VersionUses.NamesOf(rollout).Select(name => new Request(cluster.Name, new NamespacedName(rollout.Metadata.Namespace, name)));

    private static IEnumerable<Request> VersionsIn(ICluster cluster, string? ns) =>
        cluster.Informers.Get(ResourceType.Of<ModelVersion>()).List(ns).Select(version => new Request(cluster.Name, version.Metadata.Key));
}
