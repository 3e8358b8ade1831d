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
        await RenderedRelease.InstallAsync(world.Local, objects, ct);
        await using var place = await world.Local.CreateNamespaceAsync(ct);
        await place.ApplyAsync(
            RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, Quick), ct);

        await using var running = await ChartedOperator.StartAsync(world.Local, ChartedOperator.Program, deployment, ct);
        await running.WhileAsync(() => ServeAsync(place, ct), ct);

        var holder = await RenderedRelease.RunAsync(world.Local, ["get", "lease", deployment.Name, "-o", "jsonpath={.spec.holderIdentity}"], "", ct);
        Assert.That(holder, Does.StartWith($"{ChartedOperator.PodName}_"));
        await Eventually.TrueAsync(
            async () => await RenderedRelease.RunAsync(world.Local, ["get", "deployment", deployment.Name, "-o", "jsonpath={.status.replicas}"], "", ct) == "2",
            "the Deployment has two pods, which its account, its labels and its fields let be made",
            ct);
    }

    private static async Task ServeAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken);
        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is healthy", cancellationToken);
    }
}
