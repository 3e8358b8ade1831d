using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>What the fleet allows one cluster to do now; the kinds stand beside this file.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Wave">Its wave; null where there are none.</param>
public abstract record ClusterMandate(ClusterName Cluster, string? Wave);
