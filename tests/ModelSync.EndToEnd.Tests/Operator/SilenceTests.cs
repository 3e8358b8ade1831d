using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// Nothing is written where nothing is to be done: not by an operator that has just started and sees everything for the first time, and not for an hour of its clock, in
/// which it looks at everything again and again. <c>MODELSYNC_SILENT_ROLLOUTS=200</c> takes as many rollouts; in CI there are fewer.
/// </summary>
[Parallelizable]
[CancelAfter(500_000)]
public sealed class SilenceTests
{
    private const int Factor = 60;
    private static readonly int Rollouts = int.Parse(Environment.GetEnvironmentVariable("MODELSYNC_SILENT_ROLLOUTS") ?? "40", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Healthy_rollouts_are_not_written_for_an_hour(CancellationToken cancellationToken)
    {
        await using var bare = await BareWorld.CreatePlaceAsync(cancellationToken);
        var place = bare.Place;
        await using (var first = FasterOperator.Start(place, Factor, cancellationToken))
        {
            await place.ApplyAsync(RolloutManifests.Version("1.0.0") + string.Concat(Enumerable.Range(0, Rollouts).Select(Rollout)), cancellationToken);
            await first.WhileAsync(HealthyAsync(place, cancellationToken));
        }

        // Every request that writes, Events included.
        var writes = place.Cluster.Faults.Plan.Add($"latency delay=1ms verb=create,patch,update,delete agent=modelsync-operator* namespace={place.Name}");
        await using var looking = FasterOperator.Start(place, Factor, cancellationToken);
        await looking.WhileAsync(Task.Delay(Hour / Factor, TimeProvider.System, cancellationToken));
        Assert.That(Written(), Is.Zero);
        await looking.WhileAsync(HealthyAsync(place, cancellationToken));

        // It did look, and what it writes is counted: a change is acted on.
        await place.RunAsync(["scale", "modelrollout/fraud-0", "--replicas=2"], input: null, cancellationToken);
        await looking.WhileAsync(Eventually.TrueAsync(() => Written() > 0, "it writes when there is something to do", cancellationToken));
        place.Cluster.Faults.Plan.Remove(writes.Id);

        long Written() => place.Cluster.Faults.Plan.Faults.Single(rule => rule.Id == writes.Id).Injections;
    }

    private static string Rollout(int number) => RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, RolloutManifests.Canary)
        .Replace("replicas: 3", "replicas: 1\n  progressDeadlineSeconds: 86400", StringComparison.Ordinal)
        .Replace("name: fraud}", string.Create(CultureInfo.InvariantCulture, $"name: fraud-{number}}}"), StringComparison.Ordinal) + "---\n";

    private static async Task HealthyAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        while (true)
        {
            var list = await place.Cluster.Client.Resource<ModelRollout>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
            if (list.Items.Count(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy } status && status.ObservedGeneration == rollout.Metadata.Generation) == Rollouts)
            {
                return;
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }
    }
}
