using System.Runtime.InteropServices;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts;

/// <summary>One timer of a rollout's status: what it measures, where, and when it began.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Subject">The cluster, cluster/revision, or wave that it is about; null for the whole rollout.</param>
/// <param name="StartedAt">The time that stands in the status.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RolloutTimer(RolloutTimerKind Kind, string? Subject, KubeTime StartedAt)
{
    /// <summary>The step that it is about. Two steps may begin in the same second, or in the same one again after the clock was set back.</summary>
    public int Step { get; init; }
}
