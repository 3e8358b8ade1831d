namespace ModelSync.Kubernetes.Config;

/// <summary>An entry of a kubeconfig's `contexts`: which user talks to which cluster.</summary>
public sealed record KubeConfigContext
{
    /// <summary>The name of the context; case-sensitive.</summary>
    public required string Name { get; init; }

    /// <summary>Where the entry stands.</summary>
    public KubeConfigOrigin Origin { get; init; } = KubeConfigOrigin.Memory;

    /// <summary>The name of the cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The name of the user; null is an anonymous caller.</summary>
    public string? User { get; init; }

    /// <summary>The namespace for requests that name none.</summary>
    public string? Namespace { get; init; }
}
