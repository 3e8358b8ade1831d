using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Deletes the record of a revision that nothing refers to any more.</summary>
/// <param name="Revision">The revision.</param>
public sealed record RemoveRecord(string Revision) : PlannedAction(ActionStage.Cleanup, ClusterName.Local);
