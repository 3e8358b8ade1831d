using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Writes the record of a revision, before anything else of it is made; a retry writes it again with a new plan.</summary>
/// <param name="Record">The revision.</param>
public sealed record RecordRevision(RevisionRecord Record) : PlannedAction(ActionStage.Record, ClusterName.Local);
