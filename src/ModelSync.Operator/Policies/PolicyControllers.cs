using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Policies;

/// <summary>The controllers of the statuses of policies.</summary>
internal static class PolicyControllers
{
    /// <summary>The least time between two looks at one policy: whatever happens to thousands of rollouts, a policy is written no more often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly PolicyKind<ModelPolicy> Namespaced = new(PolicySources.Of, static policy => policy.Spec, static policy => policy.Status);
    private static readonly PolicyKind<ClusterModelPolicy> OfCluster = new(PolicySources.Of, static policy => policy.Spec, static policy => policy.Status);

    /// <summary>One for each of the two kinds.</summary>
    /// <param name="services">What all controllers share.</param>
    /// <param name="caches">What is cached, and how.</param>
    /// <param name="environment">The operator's own environment.</param>
    /// <param name="interval">The least time between two looks at one policy.</param>
    public static IEnumerable<IController> Build(ControllerServices services, RolloutCaches caches, string? environment, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(caches);
        var options = new ControllerOptions { Workers = 1, MinInterval = interval };
        yield return Watching<ModelPolicy>("modelpolicies", services, caches, caches.Of<ModelPolicy>())
            .WithOptions(options).Build(new PolicyReconciler<ModelPolicy>(Namespaced, environment));
        yield return Watching<ClusterModelPolicy>("clustermodelpolicies", services, caches, informer: null)
            .WithOptions(options).Build(new PolicyReconciler<ClusterModelPolicy>(OfCluster, environment));
    }

    /// <summary>Whether a policy may say something else of a rollout: its steps, weights and gates are of no interest.</summary>
    public static bool IsAnotherCase(InformerEvent<ModelRollout> change) =>
        change is not { Kind: InformerEventKind.Updated, Old: { } before, New: { } after }
        || before.Metadata.Generation != after.Metadata.Generation
        || VersionUses.Differ(before, after);

    /// <summary>Whether a policy may say something else of a version.</summary>
    public static bool IsAnotherCase(InformerEvent<ModelVersion> change) =>
        change is not { Kind: InformerEventKind.Updated, Old: { } before, New: { } after }
        || before.Metadata.Generation != after.Metadata.Generation
        || !Text.Same(before.Status?.PackageDigest, after.Status?.PackageDigest);

    private static ControllerBuilder Watching<T>(string name, ControllerServices services, RolloutCaches caches, InformerOptions<T>? informer)
        where T : class, IResource<T> => Controller.Named(name, services)
        .For(Local(informer, Predicates.GenerationChanged))
        .Watches((rollout, cluster) => PoliciesOf<T>(cluster, rollout.Metadata.Namespace), Local<ModelRollout>(caches.OfModelRollouts, IsAnotherCase))
        .Watches((version, cluster) => PoliciesOf<T>(cluster, version.Metadata.Namespace), Local<ModelVersion>(caches.OfVersions, IsAnotherCase))
        .Watches((space, cluster) => PoliciesOf<T>(cluster, space.Metadata.Name), Local<Namespace>(informer: null, Predicates.LabelsChanged));

    // Policies of the cluster have no namespace, and are about all of them.
    private static IEnumerable<Request> PoliciesOf<T>(ICluster cluster, string? ns)
        where T : class, IResource<T> => cluster.Informers.Get(ResourceType.Of<T>())
        .List(T.Resource.Scope is ResourceScope.Namespaced ? ns : null).Select(policy => new Request(cluster.Name, policy.Metadata.Key));

    private static SourceOptions<T> Local<T>(InformerOptions<T>? informer, Predicate<InformerEvent<T>> when)
        where T : class, IKubernetesObject => new() { Clusters = ClusterScope.Local, Informer = informer, When = when };
}
