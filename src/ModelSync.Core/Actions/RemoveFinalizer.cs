using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Takes ModelSync's finalizer off the rollout: everything is clean, or orphaned as asked.</summary>
public sealed record RemoveFinalizer() : PlannedAction(ActionStage.Cleanup, ClusterName.Local);
