using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>The runs of one rollout.</summary>
internal sealed class RolloutGates(NamespacedName key, string? uid)
{
    public NamespacedName Key => key;

    /// <summary>Whether they are of the rollout with that UID, and not of another one that had its name.</summary>
    public bool IsOf(string? other) => string.Equals(uid, other, StringComparison.Ordinal);

    public Dictionary<GateKey, GateRunState> Runs { get; } = [];
}
