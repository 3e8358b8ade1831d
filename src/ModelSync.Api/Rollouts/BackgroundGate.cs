using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>A check that goes on in the background.</summary>
public sealed record BackgroundGate : SpecPart
{
    /// <summary>The gate to run.</summary>
    [Required]
    public GateReference? GateRef { get; init; }

    /// <summary>Values for {{args.NAME}} in the gate's queries and requests.</summary>
    [Entries(20), Length(0, 1024)]
    public StringMap? Args { get; init; }

    /// <summary>When the gate acts; none acts after the bake.</summary>
    [Default(nameof(GatePeriod.Both))]
    public GatePeriod? When { get; init; }
}
