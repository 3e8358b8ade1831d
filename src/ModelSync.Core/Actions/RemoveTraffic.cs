using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Deletes an owned route and the entry Service, or restores an adopted entry, in a cluster that the rollout leaves.</summary>
/// <param name="In">The cluster.</param>
public sealed record RemoveTraffic(ClusterName In) : PlannedAction(ActionStage.Traffic, In);
