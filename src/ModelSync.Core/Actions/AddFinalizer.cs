using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Puts ModelSync's finalizer on the rollout.</summary>
public sealed record AddFinalizer() : PlannedAction(ActionStage.Record, ClusterName.Local);
