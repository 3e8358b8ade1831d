using ModelSync.Api.Schema;

namespace ModelSync.Api.Clusters;

/// <summary>How a cluster is reached.</summary>
public sealed record ModelClusterSpec
{
    /// <summary>The Secret that holds the kubeconfig.</summary>
    [Required]
    public KubeconfigSecretReference? KubeconfigSecretRef { get; init; }

    /// <summary>Whether the cluster is only observed, and not changed.</summary>
    [Default(false)]
    public bool? Paused { get; init; }
}
