using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Clusters;

/// <summary>What is known about a cluster.</summary>
public sealed record ModelClusterStatus
{
    /// <summary>The generation that this status is about; -1 until the controller has seen the object.</summary>
    [Range(-1, Limits.MaxInteger)]
    public long? ObservedGeneration { get; init; }

    /// <summary>The cluster's identity, its kube-system namespace's UID; another one later stops all writes.</summary>
    [Length(0, 64)]
    public string? Uid { get; init; }

    /// <summary>The Kubernetes version.</summary>
    [Length(0, 64)]
    public string? Version { get; init; }

    /// <summary>When it last answered, by the hub's clock.</summary>
    public KubeTime? LastContactTime { get; init; }

    /// <summary>Reachable, Authorized, IdentityMatched, ClockSynced, Ready, and the kstatus pair Reconciling and Stalled.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
