using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Leaves all objects in a cluster as they are and takes our ownership off them.</summary>
/// <param name="In">The cluster.</param>
public sealed record ReleaseObjects(ClusterName In) : PlannedAction(ActionStage.Cleanup, In);
