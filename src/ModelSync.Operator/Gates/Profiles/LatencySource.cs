namespace ModelSync.Operator.Gates.Profiles;

/// <summary>Where a runtime publishes times, and in which unit.</summary>
/// <param name="Kind">In what form.</param>
/// <param name="Series">The series without their suffix; of a mean the sum of times.</param>
/// <param name="PerSecond">How many of the unit are a second.</param>
/// <param name="Count">Of a mean, how much was measured.</param>
internal sealed record LatencySource(LatencyKind Kind, SeriesSelector Series, double PerSecond = 1, SeriesSelector? Count = null)
{
    /// <summary>The samples that are read.</summary>
    public IEnumerable<string> Names => Kind switch
    {
        LatencyKind.Histogram => [Series.Name + "_bucket", Series.Name + "_count"],
        LatencyKind.Summary => [Series.Name, Series.Name + "_count"],
        _ => [Series.Name, Count!.Name],
    };

    /// <summary>The name that tells whether a server has this source at all.</summary>
    public string Name => Kind == LatencyKind.Histogram ? Series.Name + "_bucket" : Series.Name;
}
