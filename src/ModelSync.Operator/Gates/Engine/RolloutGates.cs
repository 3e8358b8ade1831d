using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Engine;

/// <summary>The runs of one rollout.</summary>
internal sealed class RolloutGates(NamespacedName key)
{
    public NamespacedName Key => key;

    public Dictionary<GateKey, GateRunState> Runs { get; } = [];
}
