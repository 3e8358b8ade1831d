using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers.Mapping;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Building;

/// <summary>What a controller was built to do; checked and immutable.</summary>
internal sealed record ControllerDefinition
{
    public required string Name { get; init; }

    public required ControllerOptions Options { get; init; }

    public required ControllerServices Services { get; init; }

    /// <summary>In which clusters requests are worked on: where the For kind is watched, or everywhere where there is none.</summary>
    public required ClusterScope WorksIn { get; init; }

    public required IReadOnlyList<IClusterSource> Sources { get; init; }

    public required IReadOnlyList<IEventSource> EventSources { get; init; }

    /// <summary>Makes the reconciler of one cluster, once its informers are there.</summary>
    public required Func<ICluster, IReconciler> ReconcilerFor { get; init; }

    /// <summary>Whether there is anything to do in a cluster.</summary>
    public bool Concerns(ClusterName cluster)
    {
        if (WorksIn.Includes(cluster))
        {
            return true;
        }

        for (var index = 0; index < Sources.Count; index++)
        {
            if (Sources[index].Watches(cluster))
            {
                return true;
            }
        }

        return false;
    }
}
