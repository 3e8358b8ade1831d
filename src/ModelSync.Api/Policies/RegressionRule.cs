namespace ModelSync.Api.Policies;

/// <summary>How far offline metrics may fall behind those of what serves.</summary>
public sealed record RegressionRule
{
    /// <summary>The metrics that are compared.</summary>
    public IReadOnlyList<RegressionMetric>? Metrics { get; init; }

    /// <summary>The least quotient of new and old (of old and new where lower is better), a decimal such as "0.95".</summary>
    public string? MinRatio { get; init; }

    /// <summary>Stable: what serves now; HighWater: the best value of any proven version.</summary>
    public RegressionBaseline? Baseline { get; init; }
}
