using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The cluster goes back to stable.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Wave">Its wave; null where there are none.</param>
public sealed record MustReturn(ClusterName Cluster, string? Wave) : ClusterMandate(Cluster, Wave);
