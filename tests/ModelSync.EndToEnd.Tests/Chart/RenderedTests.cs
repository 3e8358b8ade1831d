using System.Text.Json.Nodes;
using ModelSync.Operator.Permissions;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>What the chart renders is what the project promises elsewhere: permissions, definitions, alerts, dashboard, restricted pods.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
internal sealed class RenderedTests
{
    [TestCase("", false)]
    [TestCase("a,b", false)]
    [TestCase("a,b", true)]
    [TestCase("", true)]
    public async Task Permissions_are_those_that_the_operator_prints(string namespaces, bool podsByApiServer, CancellationToken ct)
    {
        var chosen = namespaces.Length == 0 ? null : namespaces.Split(',');
        var printed = await ChartRenderer.ReadAsync(RbacManifests.Write(chosen, podsByApiServer), ct);
        var values = $"namespaces: [{namespaces}]\ngates: {{podsByApiServer: {(podsByApiServer ? "true" : "false")}}}";
        var rendered = (await ChartRenderer.ObjectsAsync(values, [], ct)).Where(static one => one.Kind is "ServiceAccount" || one.Kind.Contains("Role", StringComparison.Ordinal));

        Assert.That(rendered.WithoutHelm(), Is.EquivalentTo(printed.Where(static one => one.Kind != "Namespace").WithoutHelm()));
    }

    [Test]
    public async Task Definitions_are_those_in_crds_and_are_kept(CancellationToken ct)
    {
        var files = await Task.WhenAll(Directory.GetFiles(Repository.Definitions, "*.yaml").Select(async file => await ChartRenderer.ReadAsync(await File.ReadAllTextAsync(file, ct), ct)));
        var rendered = (await ChartRenderer.ObjectsAsync("", [], ct)).Where(static one => one.Kind == RenderedObjects.Definition).ToArray();

        Assert.That(rendered.ToDictionary(static one => one.Name, Spec), Is.EquivalentTo(files.SelectMany(static file => file).ToDictionary(static one => one.Name, Spec)));
        Assert.That(rendered.Select(static one => (string?)one["metadata"]!["annotations"]!["helm.sh/resource-policy"]), Is.All.EqualTo("keep"));
    }

    [Test]
    public async Task Alerts_and_dashboard_arrive_as_they_are_shipped(CancellationToken ct)
    {
        var rendered = await ChartRenderer.ObjectsAsync("{prometheusRule: {enabled: true}, dashboard: {enabled: true}}", [], ct);
        var rules = await ChartRenderer.ReadAsync(await File.ReadAllTextAsync(Shipped("prometheusrule.yaml"), ct), ct);

        Assert.That(Spec(rendered.One("PrometheusRule")), Is.EqualTo(Spec(rules[0])).And.Contains("{{ $labels.namespace }}"));
        Assert.That((string?)rendered.One("ConfigMap")["data"]!["modelsync.json"], Is.EqualTo((await File.ReadAllTextAsync(Shipped("grafana-dashboard.json"), ct)).TrimEnd()));
    }

    [Test]
    public async Task Alerts_can_be_left_out_and_runbooks_be_elsewhere(CancellationToken ct)
    {
        var rule = (await ChartRenderer.ObjectsAsync("{prometheusRule: {enabled: true, disabledAlerts: [ModelSyncRolloutStuck], runbookBaseUrl: 'https://example.org/'}}", [], ct)).One("PrometheusRule");
        var alerts = rule["spec"]!["groups"]!.AsArray().SelectMany(static group => group!["rules"]!.AsArray()).ToArray();

        Assert.That(alerts.Select(static alert => (string?)alert!["alert"]), Has.None.EqualTo("ModelSyncRolloutStuck").And.Some.EqualTo("ModelSyncRollbackStuck"));
        Assert.That(alerts.Select(static alert => (string?)alert!["annotations"]!["runbook_url"]), Is.All.StartsWith("https://example.org/docs/alerts.md#"));
    }

    [Test]
    public async Task Pods_are_what_the_level_restricted_wants(CancellationToken ct)
    {
        var pod = (await ChartRenderer.ObjectsAsync("", [], ct)).One("Deployment")["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]!.AsArray().Single()!;

        Assert.Multiple(() =>
        {
            Assert.That((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.That((string?)pod["securityContext"]!["seccompProfile"]!["type"], Is.EqualTo("RuntimeDefault"));
            Assert.That((bool)container["securityContext"]!["allowPrivilegeEscalation"]!, Is.False);
            Assert.That((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
            Assert.That(container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Select(static one => (string?)one), Is.EqualTo(new[] { "ALL" }));
            Assert.That(pod["volumes"]!.AsArray().Select(static volume => volume!["emptyDir"]), Is.All.Not.Null);
            Assert.That(pod.AsObject().ContainsKey("hostNetwork"), Is.False);
        });
    }

    [Test]
    public async Task Selectors_never_change(CancellationToken ct)
    {
        var deployment = (await ChartRenderer.ObjectsAsync("{commonLabels: {team: a, app.kubernetes.io/name: other}, podLabels: {app.kubernetes.io/instance: other}}", ["--is-upgrade"], ct)).One("Deployment");
        const string selector = """{"app.kubernetes.io/instance":"modelsync","app.kubernetes.io/name":"modelsync"}""";
        var labels = deployment["spec"]!["template"]!["metadata"]!["labels"]!;

        Assert.That(RenderedObjects.Canonical(deployment["spec"]!["selector"]!["matchLabels"], []), Is.EqualTo(selector));
        Assert.That((string?)labels["app.kubernetes.io/instance"], Is.EqualTo("modelsync"));
        Assert.That((string?)labels["team"], Is.EqualTo("a"));
    }

    [TestCase("{image: {repository: r.example/o}}", "r.example/o:0.1.0")]
    [TestCase("{image: {repository: r.example/o, tag: '1.10'}}", "r.example/o:1.10")]
    [TestCase("{image: {repository: r.example/o, tag: v1, digest: 'sha256:0000000000000000000000000000000000000000000000000000000000000000'}}", "r.example/o@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_digest_wins_over_a_tag_and_a_tag_over_the_version(string values, string image, CancellationToken ct) =>
        Assert.That((string?)(await ChartRenderer.ObjectsAsync(values, [], ct)).One("Deployment").Container["image"], Is.EqualTo(image));

    [Test]
    public async Task A_release_fits_into_its_Secret_with_everything_switched_on(CancellationToken ct)
    {
        var size = await ChartRenderer.TextAsync("{prometheusRule: {enabled: true}, dashboard: {enabled: true}, serviceMonitor: {enabled: true}}", ["--output", "size"], ct);

        Assert.That(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(512 * 1024), "half of what a Secret may have");
    }

    [Test]
    public async Task The_notes_say_that_there_is_no_image_and_what_to_look_at(CancellationToken ct)
    {
        Assert.That(await ChartRenderer.TextAsync("", ["--output", "notes"], ct), Does.Contain("WARNING: no image of ModelSync is published yet").And.Contain("get lease modelsync "));
        Assert.That(await ChartRenderer.TextAsync("{image: {repository: r.example/o}, namespaces: [shop]}", ["--output", "notes"], ct), Does.Not.Contain("WARNING").And.Contain("the namespaces shop"));
    }

    private static string Spec(JsonNode one) => RenderedObjects.Canonical(one["spec"], []);

    private static string Shipped(string file) => Path.Combine(Repository.Root, "deploy", "observability", file);
}
