using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>What rules are about: all of its members have to fit.</summary>
public sealed record PolicyMatch : SpecPart
{
    /// <summary>Namespaces; only in a ClusterModelPolicy.</summary>
    public NamespaceMatch? Namespaces { get; init; }

    /// <summary>Models, by name.</summary>
    [Items(100, Min = 1), ListSet, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Environments, by name.</summary>
    [Items(100, Min = 1), ListSet, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public IReadOnlyList<string>? Environments { get; init; }

    /// <summary>ModelClusters, by name; local is the operator's own cluster.</summary>
    [Items(Limits.Clusters, Min = 1), ListSet, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public IReadOnlyList<string>? Clusters { get; init; }
}
