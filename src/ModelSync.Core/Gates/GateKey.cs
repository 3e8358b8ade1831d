using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Gates;

/// <summary>Names one run of a gate; another epoch or phase is another run and starts without measurements.</summary>
/// <param name="Cluster">Where it measures.</param>
/// <param name="Gate">The gate's name in the plan.</param>
/// <param name="Phase">What it measures for.</param>
/// <param name="Epoch">The rollout's epoch.</param>
public readonly record struct GateKey(ClusterName Cluster, string Gate, GatePhase Phase, long Epoch);
