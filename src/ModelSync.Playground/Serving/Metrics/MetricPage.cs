namespace ModelSync.Playground.Serving.Metrics;

/// <summary>The families of a server in their order, and the series that they have so far.</summary>
internal sealed class MetricPage
{
    private readonly List<(MetricFamily Family, List<MetricSeries> Series)> _families = [];

    public IEnumerable<(MetricFamily Family, List<MetricSeries> Series)> Families => _families;

    /// <summary>Adds families that may have no series yet.</summary>
    public void Declare(params ReadOnlySpan<MetricFamily> families)
    {
        foreach (var family in families)
        {
            _families.Add((family, []));
        }
    }

    /// <summary>The series with these labels, which is there from now on. Labels come from routes, statuses and identities, so they are few.</summary>
    public MetricSeries Series(MetricFamily family, string labels)
    {
        var series = _families.Find(entry => ReferenceEquals(entry.Family, family)).Series
            ?? throw new InvalidOperationException($"{family.Name} is not declared.");
        if (series.Find(one => string.Equals(one.Labels, labels, StringComparison.Ordinal)) is { } found)
        {
            return found;
        }

        var added = new MetricSeries(labels, family.Bounds);
        series.Add(added);
        return added;
    }
}
