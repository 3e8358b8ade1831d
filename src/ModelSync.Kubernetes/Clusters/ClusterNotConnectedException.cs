using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>
/// The request was not sent, because its cluster cannot be talked to now: no error of the request, but a state of the cluster. Look again when
/// <see cref="IClusterRegistry.Subscribe"/> tells that it is connected.
/// </summary>
public sealed class ClusterNotConnectedException : KubernetesException
{
    /// <summary>A request to a cluster that is in this state.</summary>
    public ClusterNotConnectedException(ClusterName cluster, ClusterState state, string? reason)
        : base($"cluster \"{cluster}\" is {Word(state)}, nothing was sent{(reason is null ? string.Empty : $": {reason}")}")
    {
        Cluster = cluster;
        State = state;
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>The state that it was in.</summary>
    public ClusterState State { get; }

    private static string Word(ClusterState state) => state switch
    {
        ClusterState.Connecting => "not connected yet",
        ClusterState.Unreachable => "unreachable",
        ClusterState.Removed => "removed",
        _ => "not ready",
    };
}
