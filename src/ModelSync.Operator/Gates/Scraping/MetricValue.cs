namespace ModelSync.Operator.Gates.Scraping;

/// <summary>A metric of one revision over a window.</summary>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Samples">How many requests stand behind it.</param>
/// <param name="Note">What to tell people; where there is no value, why.</param>
/// <param name="IsUnknown">Whether the runtime does not publish it at all, so that waiting does not help.</param>
internal sealed record MetricValue(double? Value, long Samples, string? Note = null, bool IsUnknown = false)
{
    /// <summary>The runtime does not publish it.</summary>
    public static MetricValue Unknown(string note) => new(null, 0, note, IsUnknown: true);
}
