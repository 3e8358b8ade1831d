using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a node is.</summary>
public sealed record NodeStatus
{
    /// <summary>What there is in all.</summary>
    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }

    /// <summary>What pods may have of it.</summary>
    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }

    /// <summary>What holds of it.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }

    /// <summary>The ports of its agents.</summary>
    public NodeDaemonEndpoints? DaemonEndpoints { get; init; }
}
