using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The cluster's turn has not come; stable keeps everything there.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Wave">Its wave; null where there are none.</param>
/// <param name="Why">What it waits for.</param>
public sealed record MustWait(ClusterName Cluster, string? Wave, Impediment Why) : ClusterMandate(Cluster, Wave);
