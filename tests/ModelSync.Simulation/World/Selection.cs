using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Simulation.World;

/// <summary>Which clusters a placement selects.</summary>
internal static class Selection
{
    /// <summary>Whether it selects a cluster; without a placement there is only the operator's own.</summary>
    public static bool Takes(PlacementSpec? placement, ClusterName cluster, StringMap labels) => placement is null
        || (placement.Clusters is { } clusters && (clusters.Names?.Contains(cluster.Value, StringComparer.Ordinal) ?? LabelQuery.From(clusters.Selector).Matches(labels)));
}
