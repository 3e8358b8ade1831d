using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>
/// Deletes the routes of other types than the one that <see cref="TrafficInForce"/> names, the new one being verified. The entry Service stays. The new one is
/// looked at live before: another process may have changed the type since, and then the former is all that there is.
/// </summary>
/// <param name="In">The cluster.</param>
public sealed record RemoveFormerTraffic(ClusterName In) : PlannedAction(ActionStage.Cleanup, In);
