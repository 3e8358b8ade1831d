using System.Text;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>One metric as it is exposed: its name, what is said about it, and the instruments that feed it.</summary>
internal sealed class MetricFamily
{
    public MetricFamily(string name, string? unit, string? help, InstrumentShape shape)
    {
        (Name, Unit, Help, Shape) = (name, unit, help, shape);
        var sample = shape.Kind == MetricKind.Counter ? name + "_total" : name;
        SampleName = Encoding.ASCII.GetBytes(shape.Kind == MetricKind.Histogram ? name + "_bucket" : sample);
        SumName = Encoding.ASCII.GetBytes(name + "_sum");
        CountName = Encoding.ASCII.GetBytes(name + "_count");
        Names = shape.Kind switch
        {
            MetricKind.Counter => [name, name + "_total", name + "_created"],
            MetricKind.Histogram => [name, name + "_bucket", name + "_sum", name + "_count", name + "_created"],
            _ => [name],
        };
        PlainHeader = Header(sample, openMetrics: false);
        OpenMetricsHeader = Header(name, openMetrics: true);
        PlainBounds = BoundLabels(openMetrics: false);
        OpenMetricsBounds = BoundLabels(openMetrics: true);
    }

    /// <summary>The name, for a counter without <c>_total</c>.</summary>
    public string Name { get; }

    public string? Unit { get; }

    public string? Help { get; }

    public InstrumentShape Shape { get; }

    /// <summary>Every name that a scraper may take for this family's.</summary>
    public string[] Names { get; }

    public byte[] SampleName { get; }

    public byte[] SumName { get; }

    public byte[] CountName { get; }

    public byte[] PlainHeader { get; }

    public byte[] OpenMetricsHeader { get; }

    /// <summary>A histogram's <c>le</c> labels; a scraper compares them as text, so each is always written the same.</summary>
    public byte[][] PlainBounds { get; }

    public byte[][] OpenMetricsBounds { get; }

    /// <summary>The instruments, the first one first; replaced, never changed.</summary>
    public InstrumentStore[] Stores { get; set; } = [];

    /// <summary>The series of all instruments in the order of their labels, those with the same labels side by side.</summary>
    public Series[] SeriesInOrder()
    {
        var stores = Stores;
        if (stores.Length == 1)
        {
            return stores[0].InOrder();
        }

        // A stable order: among the same labels, the last instrument's value comes last.
        return [.. stores.SelectMany(static store => store.InOrder()).OrderBy(static series => series.Labels.Text, StringComparer.Ordinal)];
    }

    private byte[] Header(string name, bool openMetrics)
    {
        var header = new StringBuilder();
        if (!string.IsNullOrEmpty(Help))
        {
            header.Append("# HELP ").Append(name).Append(' ');
            LabelSet.AppendEscaped(header, Help, escapeQuotes: openMetrics).Append('\n');
        }

        var type = Shape.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        header.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (openMetrics && Unit is not null)
        {
            header.Append("# UNIT ").Append(name).Append(' ').Append(Unit).Append('\n');
        }

        return Encoding.UTF8.GetBytes(header.ToString());
    }

    private byte[][] BoundLabels(bool openMetrics) => Shape.Kind != MetricKind.Histogram
        ? []
        : [.. Shape.Bounds.Append(double.PositiveInfinity).Select(bound => Encoding.ASCII.GetBytes($"le=\"{BoundText.Of(bound, openMetrics)}\""))];
}
