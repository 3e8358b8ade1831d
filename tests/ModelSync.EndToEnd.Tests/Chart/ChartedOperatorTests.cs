using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.EndToEnd.Operator;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>What the chart installs is enough for the operator to work, and to lead.</summary>
[Parallelizable]
[CancelAfter(240_000)]
internal sealed class ChartedOperatorTests
{
    private const string Quick = "{type: Canary, canary: {steps: [{setWeight: 50}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1}";

    [Test]
    public async Task With_flags_environment_and_account_of_the_chart_a_rollout_is_served(CancellationToken ct)
    {
        var objects = await ChartRenderer.ObjectsAsync("", [], ct);
        var deployment = objects.One("Deployment");
        await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 2 }, ct);
        await InstallAsync(world.Local, objects, ct);
        await using var place = await world.Local.CreateNamespaceAsync(ct);
        await place.ApplyAsync(
            RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, Quick), ct);

        await using var running = await ChartedOperator.StartAsync(world.Local, deployment, ct);
        await running.WhileAsync(() => ServeAsync(place, ct), ct);

        var holder = await RunAsync(world.Local, ["get", "lease", deployment.Name, "-o", "jsonpath={.spec.holderIdentity}"], "", ct);
        Assert.That(holder, Does.StartWith($"{ChartedOperator.PodName}_"));
        await Eventually.TrueAsync(
            async () => await RunAsync(world.Local, ["get", "deployment", deployment.Name, "-o", "jsonpath={.status.replicas}"], "", ct) == "2",
            "the Deployment has two pods, which its account, its labels and its fields let be made",
            ct);
    }

    private static async Task ServeAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken);
        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is healthy", cancellationToken);
    }

    // The namespace is what `helm install --create-namespace` makes.
    private static async Task InstallAsync(PlaygroundCluster cluster, JsonObject[] objects, CancellationToken cancellationToken)
    {
        var version = await cluster.Client.Discovery.GetVersionAsync(cancellationToken);
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(one => OldServers.Adapt(one.DeepClone(), version))]) };
        await RunAsync(cluster, ["create", "namespace", objects.One("Deployment").Namespace!], "", cancellationToken);
        await RunAsync(cluster, ["apply", "--validate=false", "-f", "-"], list.ToJsonString(), cancellationToken);
        string[] definitions = [.. objects.Where(static one => one.Kind == RenderedObjects.Definition).Select(static one => $"crd/{one.Name}")];
        await RunAsync(cluster, ["wait", "--for=condition=Established", "--timeout=60s", .. definitions], "", cancellationToken);
    }

    private static async Task<string> RunAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var result = await cluster.ControlPlane.KubectlAsync(["--namespace", "modelsync-system", .. arguments], input, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }
}
