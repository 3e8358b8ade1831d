namespace ModelSync.Api.Policies;

/// <summary>Which direction is better.</summary>
public enum MetricDirection
{
    /// <summary>Higher values.</summary>
    HigherIsBetter,

    /// <summary>Lower values.</summary>
    LowerIsBetter,
}
