using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>A cluster in which the candidate failed.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">Why, in a sentence.</param>
public sealed record ClusterFailure(ClusterName Cluster, ReturnReason Reason, string Message);
