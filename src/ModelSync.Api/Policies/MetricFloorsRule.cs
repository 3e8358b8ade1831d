using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Policies;

/// <summary>The least values of offline metrics.</summary>
public sealed record MetricFloorsRule : SpecPart
{
    /// <summary>For each metric its least value, a decimal.</summary>
    [Required, Entries(64, Min = 1), Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public StringMap? Metrics { get; init; }
}
