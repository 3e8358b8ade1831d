using System.Text.RegularExpressions;
using ModelSync.Api.Versions;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>docs/metrics.md tells of exactly the metrics that the operator has, with their types and labels.</summary>
internal sealed partial class MetricsPageTests
{
    [Test]
    public async Task The_page_has_the_name_type_and_labels_of_every_metric_and_no_others()
    {
        using var scene = Everything();
        var lines = (await scene.TextAsync()).Split('\n');

        var exposed = lines.Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(static line => line.Split(' ')).Select(words =>
            $"{words[2]} {words[3]} {string.Join(',', LabelsOf(words[2], lines))}");

        Assert.That(Rows(), Is.EquivalentTo(exposed));
    }

    /// <summary>A scene with something to tell for each metric.</summary>
    public static MetricsScene Everything()
    {
        var scene = new MetricsScene();
        scene.Cache.Objects.AddRange(
        [
            MetricSamples.OnTrial(),
            MetricSamples.Version("a", Lifecycle.Active, MetricSamples.Condition("Resolved", "False", "RegistryUnreachable")),
            MetricSamples.Policy(1, 1),
        ]);
        scene.Metrics.Rollouts.Prepare("shop");
        var trial = MetricSamples.OnTrial();
        var history = MetricSamples.OnTrial().Status!.History!;
        scene.Metrics.Rollouts.Count(trial with { Status = trial.Status! with { History = null } }, trial with { Status = trial.Status with { History = [history[0] with { StartedAt = history[1].FinishedAt }] } });
        return scene;
    }

    private static IEnumerable<string> LabelsOf(string metric, string[] lines) => lines
        .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + "_bucket{", StringComparison.Ordinal))
        .SelectMany(static line => Label().Matches(line).Select(static match => match.Groups[1].Value))
        .Except(["le"])
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rows()
    {
        var text = File.ReadAllText(PageFile());
        var section = text[text.IndexOf("## The operator's metrics", StringComparison.Ordinal)..text.IndexOf("## Rules of the exposition", StringComparison.Ordinal)];
        string[] common = [];
        foreach (var line in section.Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                common = Quoted(line);
            }
            else if (line.StartsWith("| `modelsync_", StringComparison.Ordinal))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                var name = Quoted(cells[1]);
                string[] labels = [.. common, .. name[1..], .. common.Length == 0 ? Quoted(cells[3]) : []];
                yield return $"{name[0]} {cells[2]} {string.Join(',', labels.Order(StringComparer.Ordinal))}";
            }
        }
    }

    private static string[] Quoted(string text) => [.. InBackticks().Matches(text).Select(match => match.Groups[1].Value)];

    private static string PageFile() => Path.Combine(Repository.Root, "docs", "metrics.md");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex Label();
}
