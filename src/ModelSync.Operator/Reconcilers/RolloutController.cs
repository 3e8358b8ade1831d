using ModelSync.Api.Gates;
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
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Reconcilers;

/// <summary>Says what makes a rollout be looked at.</summary>
internal static class RolloutController
{
    /// <summary>The controller, with everything that it caches.</summary>
    /// <param name="services">What all controllers share.</param>
    /// <param name="caches">What is cached, and how.</param>
    /// <param name="routes">Tells of routes.</param>
    /// <param name="measured">Tells of measurements.</param>
    /// <param name="options">How it works.</param>
    /// <param name="reconciler">Drives the rollouts.</param>
    public static IController Build(
        ControllerServices services, RolloutCaches caches, RouteWatch routes, IEventSource measured, ControllerOptions options, IReconciler reconciler)
    {
        var builder = Controller.Named("modelrollouts", services)
            .For(new SourceOptions<ModelRollout> { Informer = caches.OfModelRollouts })
            .Watches(caches.Deployments, ByLabel, new SourceOptions<DynamicObject> { Informer = caches.OfRollouts })
            .Watches(caches.Services, ByLabel, new SourceOptions<DynamicObject> { Informer = caches.OfRollouts })
            .Watches(caches.Records, ByLabel, new SourceOptions<DynamicObject> { Informer = caches.OfRollouts })
            .Watches(ResourceType.Of<Pod>(), ByLabel, new SourceOptions<Pod> { Informer = caches.OfPods })
            .Watches(caches.Slices, ByLabel, new SourceOptions<EndpointSlice> { Informer = caches.OfSlices })
            .Watches<ModelVersion>(OfModel, new SourceOptions<ModelVersion> { Informer = caches.OfVersions })
            .Watches<ModelGate>(OfNamespace, Declared(caches.Of<ModelGate>()))
            .Watches<ClusterModelGate>(All, Declared<ClusterModelGate>(informer: null))
            .Watches<ModelPolicy>(OfNamespace, Declared(caches.Of<ModelPolicy>()))
            .Watches<ClusterModelPolicy>(All, Declared<ClusterModelPolicy>(informer: null))
            .Watches<Namespace>((space, cluster) => Of(cluster, space.Metadata.Name))
            .Source(routes)
            .Source(measured)
            .WithOptions(options);
        if (caches.DisruptionBudgets is { } budgets)
        {
            builder = builder.Watches(budgets, ByLabel, new SourceOptions<DynamicObject> { Informer = caches.OfRollouts });
        }

        return builder.Build(reconciler);
    }

    // Their statuses follow from rollouts, and must not lead back to them.
    private static SourceOptions<T> Declared<T>(InformerOptions<T>? informer)
        where T : class, IKubernetesObject => new() { Informer = informer, When = Predicates.GenerationChanged };

    private static IEnumerable<Request> ByLabel(IKubernetesObject value, ICluster cluster) =>
        OwnerKey.RolloutOf(value.Metadata) is { } key ? [new Request(cluster.Name, key)] : [];

    private static IEnumerable<Request> OfModel(ModelVersion version, ICluster cluster) => cluster.Informers.Get(ResourceType.Of<ModelRollout>())
        .ByIndex(RolloutCaches.RolloutsByModel, $"{version.Metadata.Namespace}/{version.Spec?.Model}")
        .Select(rollout => new Request(cluster.Name, rollout.Metadata.Key));

    private static IEnumerable<Request> OfNamespace(IKubernetesObject value, ICluster cluster) => Of(cluster, value.Metadata.Namespace);

    private static IEnumerable<Request> All(IKubernetesObject value, ICluster cluster) => Of(cluster, ns: null);

    private static IEnumerable<Request> Of(ICluster cluster, string? ns) =>
        cluster.Informers.Get(ResourceType.Of<ModelRollout>()).List(ns).Select(rollout => new Request(cluster.Name, rollout.Metadata.Key));
}
