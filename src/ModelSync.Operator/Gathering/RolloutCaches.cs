using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Gathering;

/// <summary>What is cached for rollouts, how, and by what it is found; all controllers of the process share it.</summary>
internal sealed class RolloutCaches(ServingKinds kinds, IReadOnlyList<string>? namespaces)
{
    public static readonly CacheIndex<DynamicObject> ObjectsByRollout = new("rollout", OwnerKey.Of);
    public static readonly CacheIndex<Pod> PodsByRollout = new("rollout", OwnerKey.Of);
    public static readonly CacheIndex<EndpointSlice> SlicesByService = new(
        "service", slice => slice.Metadata.Labels?.GetValueOrDefault(EndpointSlice.ServiceLabel) is { } service ? [$"{slice.Metadata.Namespace}/{service}"] : []);

    public static readonly CacheIndex<ModelVersion> VersionsByModel = new("model", version => [$"{version.Metadata.Namespace}/{version.Spec?.Model}"]);
    public static readonly CacheIndex<ModelRollout> RolloutsByModel = new("model", rollout => [$"{rollout.Metadata.Namespace}/{rollout.Spec?.Model}"]);

    private static readonly LabelQuery Ours = LabelQuery.Everything.Exists(ObjectKeys.Rollout);

    public ServingKinds Kinds => kinds;

    public IReadOnlyList<string>? Namespaces => namespaces;

    public ResourceType<DynamicObject> Deployments { get; } = ResourceType.Dynamic(ServingKinds.Deployments);

    public ResourceType<DynamicObject> Services { get; } = ResourceType.Dynamic(ServingKinds.Services);

    public ResourceType<DynamicObject> Records { get; } = ResourceType.Dynamic(ServingKinds.Records);

    public ResourceType<DynamicObject>? DisruptionBudgets { get; } = kinds.DisruptionBudgets is { } budgets ? ResourceType.Dynamic(budgets) : null;

    public ResourceType<EndpointSlice> Slices { get; } = ResourceType.Of<EndpointSlice>(kinds.EndpointSlices);

    /// <summary>Objects that carry a rollout's label.</summary>
    public InformerOptions<DynamicObject> OfRollouts => new() { Namespaces = namespaces, LabelSelector = Ours, Indexes = [ObjectsByRollout] };

    /// <summary>Pods that carry a rollout's label.</summary>
    public InformerOptions<Pod> OfPods => new() { Namespaces = namespaces, LabelSelector = Ours, Indexes = [PodsByRollout] };

    /// <summary>Slices of Services that carry a rollout's label: the endpoint controller copies it.</summary>
    public InformerOptions<EndpointSlice> OfSlices => new() { Namespaces = namespaces, LabelSelector = Ours, Indexes = [SlicesByService] };

    public InformerOptions<ModelVersion> OfVersions => new() { Namespaces = namespaces, Indexes = [VersionsByModel] };

    public InformerOptions<ModelRollout> OfModelRollouts => new() { Namespaces = namespaces, Indexes = [RolloutsByModel, VersionUses.Index, EvictionSlots.Index] };

    /// <summary>All objects of a kind in the namespaces that are looked after.</summary>
    public InformerOptions<T> Of<T>()
        where T : class, IKubernetesObject => new() { Namespaces = namespaces };

    /// <summary>The gates and policies that a cluster has; the caches must have been added before.</summary>
    public static (ICache<ModelGate> Gates, ICache<ClusterModelGate> ClusterGates) GatesOf(ICluster cluster) =>
        (cluster.Informers.Get(ResourceType.Of<ModelGate>()), cluster.Informers.Get(ResourceType.Of<ClusterModelGate>()));

    /// <summary>The policies of both scopes.</summary>
    public static (ICache<ModelPolicy> Policies, ICache<ClusterModelPolicy> ClusterPolicies) PoliciesOf(ICluster cluster) =>
        (cluster.Informers.Get(ResourceType.Of<ModelPolicy>()), cluster.Informers.Get(ResourceType.Of<ClusterModelPolicy>()));
}
