using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Deletes a revision's objects.</summary>
/// <param name="In">The cluster.</param>
/// <param name="Revision">The revision.</param>
public sealed record RemoveRevision(ClusterName In, string Revision) : PlannedAction(ActionStage.Cleanup, In);
