using ModelSync.Api.Schema;

namespace ModelSync.Api.Clusters;

/// <summary>A key of a Secret that holds a kubeconfig.</summary>
public sealed record KubeconfigSecretReference
{
    /// <summary>The Secret's namespace.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Namespace { get; init; }

    /// <summary>The Secret's name.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }

    /// <summary>The key of the kubeconfig in the Secret. Left out: value, then value.yaml, then kubeconfig.</summary>
    [Length(1, 253)]
    public string? Key { get; init; }
}
