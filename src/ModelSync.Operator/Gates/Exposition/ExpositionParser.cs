using System.Text;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>
/// Reads the Prometheus text format 0.0.4 and OpenMetrics 1.0, strictly: a page that is wrong in any line is refused whole, since a cut or garbled one would
/// give wrong numbers. Only series that are wanted are kept.
/// </summary>
internal static class ExpositionParser
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>The wanted series of a page with their values.</summary>
    /// <param name="page">The page.</param>
    /// <param name="mediaType">What the answer says that it is; null is the text format.</param>
    /// <param name="wanted">The names of the samples that are kept.</param>
    /// <exception cref="ExpositionException">The page breaks its format or a limit.</exception>
    public static Dictionary<SeriesKey, double> Parse(ReadOnlySpan<byte> page, string? mediaType, IReadOnlySet<string> wanted)
    {
        var isOpen = string.Equals(mediaType, OpenMetrics, StringComparison.OrdinalIgnoreCase);
        var series = new Dictionary<SeriesKey, double>();
        var (number, hasEnded) = (0, false);
        while (!page.IsEmpty)
        {
            number++;
            var end = page.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new ExpositionException(number, "the page ends within it");
            }

            if (end > ExpositionLimits.LineBytes)
            {
                throw new ExpositionException(number, "it is too long");
            }

            if (hasEnded)
            {
                throw new ExpositionException(number, "it comes after the end");
            }

            var line = new LineReader(page[..end], number, isOpen);
            hasEnded = line.IsComment ? isOpen && line.IsEnd : !ReadSample(ref line, wanted, series);
            page = page[(end + 1)..];
        }

        return isOpen && !hasEnded ? throw new ExpositionException(number + 1, "the end mark of OpenMetrics is missing") : series;
    }

    /// <summary>Always true: a sample never ends a page.</summary>
    private static bool ReadSample(ref LineReader line, IReadOnlySet<string> wanted, Dictionary<SeriesKey, double> series)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        var name = Encoding.ASCII.GetString(line.Name(allowColon: true));
        var isWanted = wanted.Contains(name);
        var labels = line.Labels(isWanted);
        var value = line.Value();
        line.Rest();
        if (!isWanted)
        {
            return true;
        }

        if (series.Count == ExpositionLimits.Series)
        {
            throw new ExpositionException(line.Number, $"more than {ExpositionLimits.Series} series of the metric");
        }

        return series.TryAdd(new SeriesKey(name, labels), value) ? true : throw new ExpositionException(line.Number, "the same series twice");
    }
}
