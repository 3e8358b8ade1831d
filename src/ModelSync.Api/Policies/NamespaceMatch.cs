using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Policies;

/// <summary>Namespaces, by name or by label: exactly one of the two.</summary>
public sealed record NamespaceMatch : SpecPart
{
    /// <summary>Namespaces by their names.</summary>
    [Items(200, Min = 1), ListSet, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Namespaces by their labels.</summary>
    public LabelSelector? Selector { get; init; }
}
