namespace ModelSync.Api.Policies;

/// <summary>Which direction is better.</summary>
public enum MetricDirection
{
    /// <summary>A lower value is a regression.</summary>
    HigherIsBetter,

    /// <summary>A higher value is a regression.</summary>
    LowerIsBetter,
}
