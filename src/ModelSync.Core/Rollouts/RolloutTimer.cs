using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts;

/// <summary>One timer of a rollout's status: what it measures, where, and when it began.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Subject">The cluster, cluster/revision, or wave that it is about; null for the whole rollout.</param>
/// <param name="StartedAt">The time that stands in the status.</param>
public readonly record struct RolloutTimer(RolloutTimerKind Kind, string? Subject, KubeTime StartedAt);
