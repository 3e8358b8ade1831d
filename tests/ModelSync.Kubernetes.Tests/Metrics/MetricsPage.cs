using System.Text.RegularExpressions;

namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>The tables of docs/metrics.md: what operators write their alerts by.</summary>
internal static partial class MetricsPage
{
    /// <summary>Every metric of the runtime as a line such as <c>modelsync_reconciles_total counter cluster,controller,result</c>.</summary>
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
                yield return Row(cells[1], cells[2], ofSection.Length > 0 ? ofSection : Quoted(cells[3]));
            }
        }
    }

    /// <summary>The words that the row of a metric quotes, such as the values of its label.</summary>
    public static string[] WordsOf(string metric) => Quoted(Text().Split('\n').Single(line => line.StartsWith($"| `{metric}`", StringComparison.Ordinal)));

    // "`name`", "`name` (+ `label`)" or "`name` (no `label`)".
    private static string Row(string name, string type, string[] labels)
    {
        var words = Quoted(name);
        var all = name.Contains("(no ", StringComparison.Ordinal) ? labels.Except(words) : labels.Concat(words[1..]);
        return $"{words[0]} {type} {string.Join(',', all.Order(StringComparer.Ordinal))}";
    }

    private static string Text()
    {
        using var reader = new StreamReader(typeof(MetricsPage).Assembly.GetManifestResourceStream("docs/metrics.md")!);
        return reader.ReadToEnd();
    }

    private static string[] Quoted(string text) => [.. InBackticks().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();
}
