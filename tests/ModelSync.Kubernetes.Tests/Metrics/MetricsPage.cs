using System.Text.RegularExpressions;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>The tables of docs/reference/metrics.md: what operators write their alerts by.</summary>
internal static partial class MetricsPage
{
    /// <summary>Every metric of the runtime as a line such as <c>modelsync_reconciles_total counter – cluster,controller,result</c>.</summary>
    public static IEnumerable<string> Metrics()
    {
        var isOfRuntime = false;
        string[] ofSection = [];
        foreach (var line in Text().Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                // The tests of the operator look after the operator's own.
                isOfRuntime = line is "## The runtime's metrics";
            }
            else if (!isOfRuntime)
            {
                continue;
            }
            else if (line.StartsWith('#'))
            {
                // "### Work queues (labels `queue`, `cluster`)"
                ofSection = Quoted(line);
            }
            else if (line.StartsWith("| `modelsync_", StringComparison.Ordinal))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                yield return Row(cells[1], $"{cells[2]} {cells[3]}", ofSection.Length > 0 ? ofSection : Quoted(cells[4]));
            }
        }
    }

    /// <summary>The metrics of the process as lines such as <c>process_open_fds gauge –</c>.</summary>
    public static IEnumerable<string> OfProcess() =>
        from line in Text().Split('\n')
        where line.StartsWith("| `process_", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select $"{Quoted(cells[1])[0]} {cells[2]} {cells[3]}";

    /// <summary>The words that the row of a metric quotes, such as the values of its label.</summary>
    public static string[] WordsOf(string metric) => Quoted(Text().Split('\n').Single(line => line.StartsWith($"| `{metric}`", StringComparison.Ordinal)));

    /// <summary>The unit as the page calls it: the exposition makes it part of the name, as OpenTelemetry's rules for Prometheus say.</summary>
    public static string UnitOf(string metric) => metric switch
    {
        _ when metric.EndsWith("_seconds", StringComparison.Ordinal) || metric.EndsWith("_seconds_total", StringComparison.Ordinal) => "seconds",
        _ when metric.EndsWith("_bytes", StringComparison.Ordinal) => "bytes",
        _ when metric.EndsWith("_ratio", StringComparison.Ordinal) => "ratio",
        _ => "–",
    };

    // "`name`", "`name` (+ `label`)" or "`name` (no `label`)".
    private static string Row(string name, string typeAndUnit, string[] labels)
    {
        var words = Quoted(name);
        var all = name.Contains("(no ", StringComparison.Ordinal) ? labels.Except(words) : labels.Concat(words[1..]);
        return $"{words[0]} {typeAndUnit} {string.Join(',', all.Order(StringComparer.Ordinal))}";
    }

    private static string Text()
    {
        using var reader = new StreamReader(typeof(MetricsPage).Assembly.GetManifestResourceStream("docs/reference/metrics.md")!);
        return reader.ReadToEnd();
    }

    private static string[] Quoted(string text) => [.. InBackticks().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();
}
