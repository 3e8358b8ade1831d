using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Rollouts;

/// <summary>A gate that a step waits for.</summary>
public sealed record GateStep : SpecPart
{
    /// <summary>The gate to run.</summary>
    [Required]
    public GateReference? GateRef { get; init; }

    /// <summary>Values for {{args.NAME}} in the gate's queries and requests.</summary>
    [Entries(20), Length(0, 1024)]
    public StringMap? Args { get; init; }
}
