using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Rollouts;

/// <summary>ModelClusters, by label or by name: exactly one of the two.</summary>
public sealed record ClusterSelection : SpecPart
{
    /// <summary>Clusters by their labels.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>Clusters by their names; local is the operator's own.</summary>
    [Items(Limits.Clusters, Min = 1), ListSet, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public IReadOnlyList<string>? Names { get; init; }
}
