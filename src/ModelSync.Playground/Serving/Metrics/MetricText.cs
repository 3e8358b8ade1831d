using System.Buffers;
using System.Globalization;
using System.Text;

namespace ModelSync.Playground.Serving.Metrics;

/// <summary>The Prometheus text format.</summary>
internal static class MetricText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // Beyond this a double does not hold every whole number.
    private const double LargestWhole = 1L << 53;

    /// <summary>
    /// Writes a page. Python's client writes whole numbers with a decimal point, others without: it matters to whoever compares the
    /// label le as text.
    /// </summary>
    public static ReadOnlyMemory<byte> Write(MetricPage page, bool withPoint)
    {
        var text = new StringBuilder();
        foreach (var (family, series) in page.Families)
        {
            if (family.Help is not null)
            {
                text.Append("# HELP ").Append(family.Name).Append(' ').Append(family.Help).Append('\n');
            }

            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeOf(family.Kind)).Append('\n');
            foreach (var one in series)
            {
                Write(text, family, one, withPoint);
            }
        }

        var buffer = new ArrayBufferWriter<byte>(Math.Max(1, text.Length));
        Encoding.UTF8.GetBytes(text.ToString(), buffer);
        return buffer.WrittenMemory;
    }

    private static void Write(StringBuilder text, MetricFamily family, MetricSeries series, bool withPoint)
    {
        if (family.Bounds is { } bounds)
        {
            var soFar = 0L;
            for (var i = 0; i <= bounds.Length; i++)
            {
                soFar += series.Counts[i];
                var bound = i == bounds.Length ? "+Inf" : Number(bounds[i], withPoint);
                Sample(text, family.Name, "_bucket", series.Labels + (series.Labels.Length > 0 ? "," : "") + $"le=\"{bound}\"", soFar, withPoint);
            }
        }

        if (family.Kind is MetricKind.Histogram or MetricKind.Summary)
        {
            Sample(text, family.Name, "_sum", series.Labels, series.Value, withPoint);
            Sample(text, family.Name, "_count", series.Labels, series.Count, withPoint);
        }
        else
        {
            Sample(text, family.Name, "", series.Labels, series.Value, withPoint);
        }
    }

    private static void Sample(StringBuilder text, string name, string suffix, string labels, double value, bool withPoint)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value, withPoint)).Append('\n');
    }

    private static string Number(double value, bool withPoint) =>
        value.ToString(withPoint && double.IsInteger(value) && Math.Abs(value) < LargestWhole ? "0.0" : "R", CultureInfo.InvariantCulture);

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        _ => "summary",
    };
}
