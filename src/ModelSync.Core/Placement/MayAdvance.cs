using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The cluster may begin its trial and go as far as a step; further steps wait for the others of its wave.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Wave">Its wave; null where there are none.</param>
/// <param name="ThroughStep">The last step that it may begin; the number of steps means promotion, one more means the bake.</param>
public sealed record MayAdvance(ClusterName Cluster, string? Wave, int ThroughStep) : ClusterMandate(Cluster, Wave);
