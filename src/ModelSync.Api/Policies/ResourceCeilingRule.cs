using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Policies;

/// <summary>What a pod may ask for.</summary>
public sealed record ResourceCeilingRule : SpecPart
{
    /// <summary>For each resource the greatest sum of a pod's limits, such as nvidia.com/gpu: "2"; a container without a limit is refused.</summary>
    [Required, Entries(32, Min = 1), Length(1, 32), Pattern(Patterns.Quantity, Patterns.QuantityInWords)]
    public StringMap? Limits { get; init; }
}
