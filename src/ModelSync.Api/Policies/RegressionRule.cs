using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>How far offline metrics may fall behind those of what serves.</summary>
public sealed record RegressionRule : SpecPart
{
    /// <summary>The metrics that are compared.</summary>
    [Required, Items(32, Min = 1), ListMap("name")]
    public IReadOnlyList<RegressionMetric>? Metrics { get; init; }

    /// <summary>The least quotient of new and old value; of old and new where lower is better.</summary>
    [Default("0.95"), Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public string? MinRatio { get; init; }

    /// <summary>What a new version is compared with.</summary>
    [Default(nameof(RegressionBaseline.Stable))]
    public RegressionBaseline? Baseline { get; init; }
}
