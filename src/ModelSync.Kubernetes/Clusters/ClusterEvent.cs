namespace ModelSync.Kubernetes.Clusters;

/// <summary>A cluster came, went or changed its state.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Status">Its state when this happened; <see cref="ClusterState.Removed"/> is the last there is of it.</param>
public readonly record struct ClusterEvent(ICluster Cluster, ClusterStatus Status);
