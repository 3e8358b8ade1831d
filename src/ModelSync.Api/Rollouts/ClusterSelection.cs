using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Rollouts;

/// <summary>ModelClusters, by label or by name: exactly one of the two.</summary>
public sealed record ClusterSelection
{
    /// <summary>By their labels.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>By their names; `local` is the operator's own cluster.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
