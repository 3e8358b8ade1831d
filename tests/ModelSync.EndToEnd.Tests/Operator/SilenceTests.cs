using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// Nothing is written where nothing is to be done: not by an operator that has just started and sees everything for the first time, and not by one that looks on.
/// Hours of it are in the simulation, whose clock is its own, and `make bench ARGS='--only operator'` counts the writes of a fleet.
/// </summary>
[Parallelizable]
[CancelAfter(280_000)]
public sealed class SilenceTests
{
    private const int Rollouts = 12;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Healthy_rollouts_are_not_written_by_an_operator_that_starts_and_looks_on(CancellationToken cancellationToken)
    {
        await using var bare = await BareWorld.CreatePlaceAsync(cancellationToken);
        var place = bare.Place;
        await using (await StartAsync(place, cancellationToken))
        {
            var one = RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, RolloutManifests.Canary).Replace("replicas: 3", "replicas: 1", StringComparison.Ordinal);
            var all = Enumerable.Range(0, Rollouts).Select(number => one.Replace("name: fraud}", string.Create(CultureInfo.InvariantCulture, $"name: fraud-{number}}}"), StringComparison.Ordinal) + "---\n");
            await place.ApplyAsync(RolloutManifests.Version("1.0.0") + string.Concat(all), cancellationToken);
            while (await HealthyAsync(place, cancellationToken) < Rollouts)
            {
                await Task.Delay(Look, TimeProvider.System, cancellationToken);
            }
        }

        // Every request that writes, Events included; the Lease is in another namespace.
        var writes = place.Cluster.Faults.Plan.Add($"latency delay=1ms verb=create,patch,update,delete agent=modelsync-operator* namespace={place.Name}");
        await using var looking = await StartAsync(place, cancellationToken);
        await Task.Delay(Watched, TimeProvider.System, cancellationToken);
        Assert.That((Written(), await HealthyAsync(place, cancellationToken)), Is.EqualTo((0L, Rollouts)));

        // It did look, and what it writes is counted: a change is acted on.
        await place.RunAsync(["scale", "modelrollout/fraud-0", "--replicas=2"], input: null, cancellationToken);
        await Eventually.TrueAsync(() => Written() > 0, "it writes when there is something to do", cancellationToken);
        place.Cluster.Faults.Plan.Remove(writes.Id);

        long Written() => place.Cluster.Faults.Plan.Faults.Single(rule => rule.Id == writes.Id).Injections;
    }

    private static Task<RunningOperator> StartAsync(PlaygroundNamespace place, CancellationToken cancellationToken) =>
        RunningOperator.StartAsync(place.Cluster, ["--namespaces", place.Name, "--lease-name", place.Name], cancellationToken);

    private static async Task<int> HealthyAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        var list = await place.Cluster.Client.Resource<ModelRollout>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
        return list.Items.Count(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy } status && status.ObservedGeneration == rollout.Metadata.Generation);
    }
}
