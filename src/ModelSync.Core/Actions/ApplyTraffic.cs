using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Actions;

/// <summary>Makes, repairs or changes what splits the traffic.</summary>
/// <param name="In">The cluster.</param>
/// <param name="Split">The split from then on.</param>
/// <param name="Selector">For a Service: what its selector is from then on.</param>
public sealed record ApplyTraffic(ClusterName In, TrafficSplit Split, ServiceSelector Selector) : PlannedAction(ActionStage.Traffic, In);
