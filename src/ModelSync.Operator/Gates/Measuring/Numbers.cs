namespace ModelSync.Operator.Gates.Measuring;

/// <summary>Turns the floats of metrics into the decimals that gates compare.</summary>
internal static class Numbers
{
    // Just inside the range of decimals, where the conversion does not round out of it.
    private const double Most = 7.9e28;

    /// <summary>The number, at the ends of the range where it is beyond them; null for what is no number.</summary>
    public static decimal? ToDecimal(double value) => double.IsNaN(value) || double.IsInfinity(value) ? null
        : value >= Most ? decimal.MaxValue
        : value <= -Most ? decimal.MinValue
        : (decimal)value;
}
