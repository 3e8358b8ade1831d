using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Deletes what split the traffic by an earlier traffic.type, the new one being verified.</summary>
/// <param name="In">The cluster.</param>
public sealed record RemoveFormerTraffic(ClusterName In) : PlannedAction(ActionStage.Cleanup, In);
