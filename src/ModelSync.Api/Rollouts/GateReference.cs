namespace ModelSync.Api.Rollouts;

/// <summary>Names a ModelGate of the same namespace or a ClusterModelGate.</summary>
public sealed record GateReference
{
    /// <summary>ModelGate or ClusterModelGate; left out: ModelGate.</summary>
    public GateKind? Kind { get; init; }

    /// <summary>The gate's name.</summary>
    public string? Name { get; init; }
}
