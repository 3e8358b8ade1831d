using ModelSync.Api.Approvals;
using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Statuses;

/// <summary>The controllers of the kinds that are only declared, a small one for each.</summary>
internal static class DeclaredControllers
{
    public static IEnumerable<IController> Build(ControllerServices services, RolloutCaches caches)
    {
        ArgumentNullException.ThrowIfNull(caches);
        yield return Build("modelgates", services, DeclaredKinds.Gates, caches.Of<ModelGate>());
        yield return Build("clustermodelgates", services, DeclaredKinds.ClusterGates, informer: null);
        yield return Build("modelapprovals", services, DeclaredKinds.Approvals, caches.Of<ModelApproval>());
        yield return Build("modelclusters", services, DeclaredKinds.Clusters, informer: null);
    }

    private static IController Build<T>(string name, ControllerServices services, DeclaredKind<T> kind, InformerOptions<T>? informer)
        where T : class, IResource<T> => Controller.Named(name, services)
        .For(new SourceOptions<T> { Clusters = ClusterScope.Local, Informer = informer, When = Predicates.GenerationChanged })
        .WithOptions(new ControllerOptions { Workers = 1 })
        .Build(new DeclaredReconciler<T>(kind));
}
