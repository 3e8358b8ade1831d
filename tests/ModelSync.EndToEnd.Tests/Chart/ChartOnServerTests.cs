using System.Text.Json.Nodes;
using ModelSync.EndToEnd.World;

namespace ModelSync.EndToEnd.Chart;

/// <summary>What a real API server makes of what the chart renders with many values: a dry run of all of it, and of each object.</summary>
public sealed class ChartOnServerTests : ClusterTest
{
    private static IEnumerable<TestCaseData> Good => ValuesCases.Good;

    [SetUp]
    public Task InstallAsync() => MonitoringKinds.InstallAsync(Ct);

    [TestCaseSource(nameof(Good))]
    public async Task A_server_takes_what_is_rendered(string values, string[] arguments)
    {
        var objects = await ChartRenderer.ObjectsAsync(
            values.Replace("NS", Namespace, StringComparison.Ordinal), [.. arguments, "--namespace", Namespace], Ct);
        var definitions = objects.Where(static one => one.Kind == RenderedObjects.Definition).ToArray();

        // kubectl validates by what this server knows, which for an old one are no rules in CEL.
        Assert.That(await DryRunAsync(objects.Except(definitions), "--validate=true"), Is.EqualTo(objects.Length - definitions.Length));
        if (values.Length == 0 || values.Contains("crds", StringComparison.Ordinal))
        {
            Assert.That(await DryRunAsync(definitions, "--validate=false"), Is.EqualTo(definitions.Length));
        }
    }

    private async Task<int> DryRunAsync(IEnumerable<JsonObject> objects, string validate)
    {
        var items = new JsonArray([.. objects.Select(static one => OldServers.Adapt(one.DeepClone(), Cluster.Version))]);
        if (items.Count == 0)
        {
            return 0;
        }

        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items };
        var result = await Cluster.ControlPlane.KubectlAsync(["apply", "--dry-run=server", validate, "-f", "-"], list.ToJsonString(), Ct);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output.Split('\n').Count(static line => line.EndsWith("(server dry run)", StringComparison.Ordinal));
    }
}
