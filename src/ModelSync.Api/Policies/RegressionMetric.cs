namespace ModelSync.Api.Policies;

/// <summary>A metric that is compared.</summary>
public sealed record RegressionMetric
{
    /// <summary>The metric's name.</summary>
    public string? Name { get; init; }

    /// <summary>Which direction is better.</summary>
    public MetricDirection? Direction { get; init; }
}
