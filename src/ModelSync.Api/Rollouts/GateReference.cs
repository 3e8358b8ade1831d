using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>Names a ModelGate of the same namespace or a ClusterModelGate.</summary>
public sealed record GateReference : SpecPart
{
    /// <summary>The kind of the gate.</summary>
    [Default(nameof(GateKind.ModelGate))]
    public GateKind? Kind { get; init; }

    /// <summary>The name of the gate.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }
}
