using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>A gate that a step waits for.</summary>
public sealed record GateStep
{
    /// <summary>The gate.</summary>
    public GateReference? GateRef { get; init; }

    /// <summary>Values for the gate's queries and requests.</summary>
    public StringMap? Args { get; init; }
}
