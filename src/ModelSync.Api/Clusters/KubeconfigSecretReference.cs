namespace ModelSync.Api.Clusters;

/// <summary>A key of a Secret that holds a kubeconfig.</summary>
public sealed record KubeconfigSecretReference
{
    /// <summary>The Secret's namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The Secret's name.</summary>
    public string? Name { get; init; }

    /// <summary>The key; left out: value, then value.yaml, then kubeconfig.</summary>
    public string? Key { get; init; }
}
