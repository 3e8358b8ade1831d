using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Takes pods away from a revision that does not need them for its traffic.</summary>
/// <param name="In">The cluster.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Replicas">The replicas that its Deployment asks for from then on.</param>
public sealed record ScaleDownRevision(ClusterName In, string Revision, int Replicas) : PlannedAction(ActionStage.ScaleDown, In);
