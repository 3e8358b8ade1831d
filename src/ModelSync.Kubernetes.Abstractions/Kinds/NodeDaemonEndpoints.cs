namespace ModelSync.Kubernetes.Kinds;

/// <summary>The ports of a node's agents.</summary>
public sealed record NodeDaemonEndpoints
{
    /// <summary>The kubelet's.</summary>
    public DaemonEndpoint? KubeletEndpoint { get; init; }
}
