using System.Diagnostics;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// The operator dies (kill -9) after each single write of a canary in turn, the answer still on its way, and is started again: what comes of it is the same,
/// and no request fails.
/// </summary>
[Parallelizable]
[CancelAfter(900_000)]
public sealed class KillTests
{
    private const int AtOnce = 6;
    private const int MostWrites = 120;
    private const string Written =
        "resource=modelrollouts.modelsync.io,deployments.apps,controllerrevisions.apps,services,poddisruptionbudgets.policy,httproutes.gateway.networking.k8s.io verb=create,patch,update,delete";

    private static readonly string Canary =
        "{type: Canary, canary: {steps: [{setWeight: 50}, {pause: {seconds: 1}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1, abortScaleDownDelaySeconds: 1}";

    [Test]
    public async Task A_canary_ends_the_same_whichever_write_the_operator_dies_after(CancellationToken cancellationToken)
    {
        await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 4 }, cancellationToken);
        await OperatorWorld.InstallAsync(world.Local, cancellationToken);
        var (deaths, number) = (0, 0);
        for (var hasEnded = false; !hasEnded && number < MostWrites; number += AtOnce)
        {
            var first = number;
            var died = await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(skip => RunAsync(world.Local, skip, cancellationToken)));
            deaths += died.Count(isDead => isDead);
            hasEnded = !died[^1];
        }

        await TestContext.Progress.WriteLineAsync($"the operator died after {deaths} writes of a canary, one at a time");
        Assert.That(deaths, Is.InRange(15, MostWrites - 1), "too few writes were met, or there was no end of them");
    }

    // True where the operator died on the way: there were so many writes.
    private static async Task<bool> RunAsync(PlaygroundCluster cluster, int skip, CancellationToken cancellationToken)
    {
        await using var place = await cluster.CreateNamespaceAsync(cancellationToken);
        var allowed = await cluster.ControlPlane.KubectlAsync(["apply", "-f", "-"], await RbacAsync(place.Name, cancellationToken), cancellationToken);
        Assert.That(allowed.ExitCode, Is.Zero, allowed.Error);
        await place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Canary), cancellationToken);
        string[] arguments = ["--namespaces", place.Name, "--lease-name", place.Name, "--lease-duration", "5"];
        await using var first = await RunningOperator.StartAsync(cluster, arguments, cancellationToken);
        await UntilAsync(place, rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, cancellationToken);
        var requests = new Requests(await LoadAsync(place, cancellationToken), cancellationToken);

        var fault = cluster.Faults.Plan.Add($"lost-answer by=silence skip={skip} count=1 namespace={place.Name} agent=modelsync-operator* {Written}");
        await PatchAsync(place, """{"spec":{"version":"2.0.0"}}""", cancellationToken);
        var isDead = await DiesAsync(place, cluster, fault.Id, first, cancellationToken);
        cluster.Faults.Plan.Remove(fault.Id);
        await using var second = isDead ? await RunningOperator.StartAsync(cluster, arguments, cancellationToken) : null;
        var rollout = await UntilAsync(place, IsPromoted, cancellationToken);

        var result = await requests.EndAsync();
        var deployments = await cluster.Client.Resource<Deployment>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
        var what = $"after write {skip}";
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero, $"{what}: {string.Join('\n', result.FirstFailures.Take(3))}");
            Assert.That(rollout.Status!.History!.Count(entry => entry.Version == "2.0.0"), Is.EqualTo(1), what);
            Assert.That(deployments.Items.Select(one => one.Spec!.Replicas), Is.EquivalentTo(new[] { 0, 3 }), what);
        });
        return isDead;
    }

    private static bool IsPromoted(ModelRollout rollout) => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0", Replicas: 3 };

    private static async Task<bool> DiesAsync(PlaygroundNamespace place, PlaygroundCluster cluster, int fault, RunningOperator running, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cluster.Faults.Plan.Faults.Any(one => one.Id == fault && one.Injections > 0))
            {
                await running.KillAsync();
                return true;
            }

            if (await GetAsync(place, cancellationToken) is { } rollout && IsPromoted(rollout))
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<ModelRollout> UntilAsync(PlaygroundNamespace place, Func<ModelRollout, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await GetAsync(place, cancellationToken) is { } rollout && condition(rollout))
            {
                return rollout;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static Task<ModelRollout?> GetAsync(PlaygroundNamespace place, CancellationToken cancellationToken) =>
        place.Cluster.Client.Resource<ModelRollout>().GetAsync(place.Key("fraud"), cancellationToken);

    private static Task PatchAsync(PlaygroundNamespace place, string json, CancellationToken cancellationToken) =>
        place.Cluster.Client.Resource<ModelRollout>().PatchAsync(place.Key("fraud"), World.Json.MergePatch(json), options: null, cancellationToken);

    private static async Task<LoadOptions> LoadAsync(PlaygroundNamespace place, CancellationToken cancellationToken) => new()
    {
        EndPoint = await place.Cluster.DataPlane!.WaitForEndPointAsync("HTTPRoute", place.Key("fraud"), section: null, cancellationToken),
        Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud-detector"),
        Rate = 20,
    };

    private static async Task<string> RbacAsync(string ns, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "modelsync-operator.dll"), "rbac", "--namespaces", ns]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        return await process.StandardOutput.ReadToEndAsync(cancellationToken);
    }
}
