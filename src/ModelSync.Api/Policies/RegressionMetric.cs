using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>A metric that is compared.</summary>
public sealed record RegressionMetric : SpecPart
{
    /// <summary>The metric's name.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; init; }

    /// <summary>Which direction is better.</summary>
    [Default(nameof(MetricDirection.HigherIsBetter))]
    public MetricDirection? Direction { get; init; }
}
