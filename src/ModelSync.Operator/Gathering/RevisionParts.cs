using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>The objects of one revision in one cluster.</summary>
internal sealed record RevisionParts
{
    public required string Revision { get; init; }

    public required DynamicObject Deployment { get; init; }

    public DynamicObject? Service { get; init; }

    public DynamicObject? DisruptionBudget { get; init; }

    /// <summary>Whether the cluster has PodDisruptionBudgets at all.</summary>
    public bool CanHaveBudget { get; init; }

    public IReadOnlyList<Pod> Pods { get; init; } = [];

    public IReadOnlyList<EndpointSlice> Slices { get; init; } = [];
}
