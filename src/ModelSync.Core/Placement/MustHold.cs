using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The cluster keeps what it has: nothing rises there.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Wave">Its wave; null where there are none.</param>
/// <param name="Why">What it waits for.</param>
public sealed record MustHold(ClusterName Cluster, string? Wave, Impediment Why) : ClusterMandate(Cluster, Wave);
