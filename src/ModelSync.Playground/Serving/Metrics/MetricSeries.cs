namespace ModelSync.Playground.Serving.Metrics;

/// <summary>One series. Not for two threads at once: the metrics of a server are changed and written under one lock.</summary>
internal sealed class MetricSeries(string labels, double[]? bounds)
{
    private readonly long[]? _counts = bounds is null ? null : new long[bounds.Length + 1];

    /// <summary>The labels as they are written, without braces.</summary>
    public string Labels { get; } = labels;

    /// <summary>The value; the sum of a histogram or summary.</summary>
    public double Value { get; private set; }

    /// <summary>How much a histogram or summary has observed.</summary>
    public long Count { get; private set; }

    /// <summary>How much lies in each bucket alone, the one without a bound last.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    public void Add(double by = 1) => Value += by;

    public void Set(double to) => Value = to;

    public void Observe(double value, long times = 1)
    {
        Value += value * times;
        Count += times;
        if (_counts is not null)
        {
            // The first bound that is not below the value; the complement of where it would stand when it is none.
            var index = Array.BinarySearch(bounds!, value);
            _counts[index < 0 ? ~index : index] += times;
        }
    }
}
