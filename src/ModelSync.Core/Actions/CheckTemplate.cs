using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Asks the API server in a dry run whether it would take a revision's objects.</summary>
/// <param name="Record">The revision.</param>
public sealed record CheckTemplate(RevisionRecord Record) : PlannedAction(ActionStage.Record, ClusterName.Local);
