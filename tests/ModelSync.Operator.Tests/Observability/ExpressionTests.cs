using System.Text.Json;
using ModelSync.Operator.Tests.Versions;

namespace ModelSync.Operator.Tests.Observability;

/// <summary>Rules and dashboard ask only for what a running operator exposes.</summary>
public sealed class ExpressionTests : VersionTest
{
    // What Prometheus or Kubernetes' discovery add to every target.
    private static readonly string[] OfTargets = ["instance", "pod", "namespace"];

    [Test]
    public async Task Every_metric_and_label_of_rules_and_dashboard_exists_in_a_real_exposition()
    {
        var known = await LiveExposition.LabelsByNameAsync(Namespace, Ct);
        var expressions = RuleFile.Alerts.Select(static alert => (Where: alert.Name, Expression: RuleFile.ExpressionOf(alert.Text))).Concat(OfDashboard()).ToArray();

        Assert.That(expressions, Has.Length.GreaterThan(50));
        Assert.Multiple(() =>
        {
            foreach (var (where, expression) in expressions)
            {
                var selectors = PromExpression.Selectors(expression).ToArray();
                Assert.That(selectors, Is.Not.Empty, $"{where}: {expression}");
                foreach (var (metric, labels) in selectors)
                {
                    Assert.That(known.Contains(metric), $"{where}: nothing exposes {metric}");
                    Assert.That(labels.Except(known[metric]), Is.Empty, $"{where}: {metric} has no such label");
                }

                var groups = PromExpression.GroupingLabels(expression).Except(OfTargets);
                Assert.That(groups.Except(selectors.SelectMany(selector => known[selector.Metric])), Is.Empty, $"{where}: no metric of the expression has such a label");
            }
        });
    }

    [Test]
    public void Expressions_are_walked_whole()
    {
        var found = PromExpression.Selectors("""sum by (a, b) (rate(x_total{c=~"d|e_f{", g!="h"}[5m])) / on (a) y_seconds_bucket > 0.1 unless z{} offset 5m""").ToArray();

        Assert.That(found.Select(static one => one.Metric), Is.EqualTo(new[] { "x_total", "y_seconds_bucket", "z" }));
        Assert.That(found[0].Labels, Is.EqualTo(new[] { "c", "g" }));
        Assert.That(PromExpression.GroupingLabels("sum by (a, b) (x) / on (c) y"), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void Panels_have_ids_of_their_own_a_place_of_their_own_and_the_chosen_data_source()
    {
        using var dashboard = Dashboard();
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.That(panels.Select(static panel => panel.GetProperty("id").GetInt32()), Is.Unique);
        Assert.That(panels.Select(static panel => panel.GetProperty("gridPos")).Select(static place => (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32())), Is.Unique);
        Assert.That(panels.Where(static panel => panel.TryGetProperty("datasource", out _)).Select(static panel => panel.GetProperty("datasource").GetProperty("uid").GetString()), Is.All.EqualTo("${datasource}"));
    }

    private static IEnumerable<(string Where, string Expression)> OfDashboard()
    {
        using var dashboard = Dashboard();
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(static panel => panel.TryGetProperty("targets", out _))
            .SelectMany(static panel => panel.GetProperty("targets").EnumerateArray().Select(target => (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!)));
        var variables = dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(static variable => variable.GetProperty("type").GetString() is "query")
            .Select(static variable => (variable.GetProperty("name").GetString()!, LastArgumentGone(variable.GetProperty("definition").GetString()!)));
        return [.. panels, .. variables];
    }

    // label_values(metric, label) is Grafana's own.
    private static string LastArgumentGone(string query) => query[..query.LastIndexOf(',')] + ")";

    private static JsonDocument Dashboard() => JsonDocument.Parse(File.ReadAllText(RuleFile.Repository("deploy", "observability", "grafana-dashboard.json")));
}
