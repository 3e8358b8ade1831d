using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Policies;

/// <summary>Namespaces, by name or by label: exactly one of the two.</summary>
public sealed record NamespaceMatch
{
    /// <summary>By their names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>By their labels.</summary>
    public LabelSelector? Selector { get; init; }
}
