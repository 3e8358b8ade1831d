namespace ModelSync.Api.Rollouts;

/// <summary>The kinds of gates.</summary>
public enum GateKind
{
    /// <summary>A gate of the same namespace.</summary>
    ModelGate,

    /// <summary>A gate of the whole cluster.</summary>
    ClusterModelGate,
}
