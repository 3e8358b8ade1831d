using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using ModelSync.Api.Versions;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Metrics;

/// <summary>docs/reference/metrics.md tells of exactly the metrics that the operator has, with their types and labels.</summary>
internal sealed partial class MetricsPageTests
{
    [Test]
    public async Task The_page_has_the_name_type_unit_and_labels_of_every_metric_and_no_others()
    {
        using var scene = Everything();
        var lines = (await scene.TextAsync()).Split('\n');

        var exposed = lines.Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(static line => line.Split(' ')).Select(words =>
            $"{words[2]} {words[3]} {UnitOf(words[2])} {string.Join(',', LabelsOf(words[2], lines))}");

        Assert.That(Rows(), Is.EquivalentTo(exposed));
    }

    [Test]
    public async Task The_scene_of_the_test_measures_every_instrument()
    {
        using var scene = Everything();
        var made = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => made.AddRange(ReferenceEquals(instrument.Meter, scene.Meter) ? [instrument.Name] : []) };
        listener.Start();

        var families = (await scene.TextAsync()).Split('\n').Count(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal));

        Assert.That(made, Has.Count.EqualTo(families), "an instrument without a measurement would be on no page, and nobody would miss it");
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
        var section = text[text.IndexOf("## The operator's metrics", StringComparison.Ordinal)..text.IndexOf("## The runtime's metrics", StringComparison.Ordinal)];
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
                string[] labels = [.. common, .. name[1..], .. common.Length == 0 ? Quoted(cells[4]) : []];
                yield return $"{name[0]} {cells[2]} {cells[3]} {string.Join(',', labels.Order(StringComparer.Ordinal))}";
            }
        }
    }

    // The exposition makes the unit part of the name, as OpenTelemetry's rules for Prometheus say.
    private static string UnitOf(string metric) =>
        metric.EndsWith("_seconds", StringComparison.Ordinal) ? "seconds" : metric.EndsWith("_ratio", StringComparison.Ordinal) ? "ratio" : "–";

    private static string[] Quoted(string text) => [.. InBackticks().Matches(text).Select(match => match.Groups[1].Value)];

    private static string PageFile() => Path.Combine(Repository.Root, "docs", "reference", "metrics.md");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex Label();
}
