using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a namespace is going through.</summary>
public sealed record NamespaceStatus
{
    /// <summary>`Active` or `Terminating`.</summary>
    public string? Phase { get; init; }

    /// <summary>Why a deletion takes long.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
