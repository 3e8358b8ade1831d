using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>
/// Writes the record of a revision, before anything else of it is made. A record of the same epoch that is there already is left as it is: the plan of a
/// trial is frozen by its first writer. Only a later epoch, a new trial, replaces it.
/// </summary>
/// <param name="Record">The revision.</param>
public sealed record RecordRevision(RevisionRecord Record) : PlannedAction(ActionStage.Record, ClusterName.Local);
