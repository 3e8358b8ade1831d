namespace ModelSync.Api.Clusters;

/// <summary>How a cluster is reached.</summary>
public sealed record ModelClusterSpec
{
    /// <summary>The Secret with the kubeconfig.</summary>
    public KubeconfigSecretReference? KubeconfigSecretRef { get; init; }

    /// <summary>Whether the cluster is left alone: observed, not changed.</summary>
    public bool? Paused { get; init; }
}
