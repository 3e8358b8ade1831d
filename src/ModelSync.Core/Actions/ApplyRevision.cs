using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Makes, repairs or scales up a revision's objects from its record.</summary>
/// <param name="In">The cluster.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Replicas">The replicas that its Deployment asks for from then on.</param>
public sealed record ApplyRevision(ClusterName In, string Revision, int Replicas) : PlannedAction(ActionStage.Capacity, In);
