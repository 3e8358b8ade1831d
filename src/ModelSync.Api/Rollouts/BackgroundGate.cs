using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>A check that goes on in the background.</summary>
public sealed record BackgroundGate
{
    /// <summary>The gate.</summary>
    [Required]
    public GateReference? GateRef { get; init; }

    /// <summary>Values for the gate's queries and requests.</summary>
    [Entries(20), Length(0, 1024)]
    public StringMap? Args { get; init; }

    /// <summary>When it acts.</summary>
    [Default(nameof(GatePeriod.Both))]
    public GatePeriod? When { get; init; }
}
