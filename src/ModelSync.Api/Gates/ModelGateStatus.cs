using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Gates;

/// <summary>Whether a gate can be used.</summary>
public sealed record ModelGateStatus
{
    /// <summary>The generation that this status is about; -1 until the controller has seen the object.</summary>
    [Range(-1, Limits.MaxInteger)]
    public long? ObservedGeneration { get; init; }

    /// <summary>Ready, and the kstatus pair Reconciling and Stalled.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
