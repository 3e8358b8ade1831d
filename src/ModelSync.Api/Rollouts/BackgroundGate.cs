using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>A check that goes on in the background.</summary>
public sealed record BackgroundGate
{
    /// <summary>The gate.</summary>
    public GateReference? GateRef { get; init; }

    /// <summary>Values for the gate's queries and requests.</summary>
    public StringMap? Args { get; init; }

    /// <summary>When it acts.</summary>
    public GatePeriod? When { get; init; }
}
