using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Program;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Nothing is written where nothing is to be done.</summary>
[Parallelizable]
[CancelAfter(600_000)]
public sealed class SilenceTests
{
    private const int Rollouts = 200;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    [Test]
    public async Task Two_hundred_healthy_rollouts_are_not_written_for_an_hour(CancellationToken cancellationToken)
    {
        await using var place = await BareWorld.CreatePlaceAsync(cancellationToken);
        await using (await RunningOperator.StartAsync(place.Cluster, ["--namespaces", place.Name, "--lease-name", place.Name], cancellationToken))
        {
            var one = RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary).Replace("replicas: 3", "replicas: 1", StringComparison.Ordinal);
            var all = Enumerable.Range(0, Rollouts).Select(number => one.Replace("name: fraud}", string.Create(CultureInfo.InvariantCulture, $"name: fraud-{number}}}"), StringComparison.Ordinal) + "---\n");
            await place.ApplyAsync(RolloutManifests.Version("1.0.0") + string.Concat(all), cancellationToken);
            while (await HealthyAsync(place, cancellationToken) < Rollouts)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            }
        }

        // Every request of an operator that writes, Events included.
        var writes = place.Cluster.Faults.Plan.Add("latency delay=1ms verb=create,patch,update,delete agent=modelsync-operator* namespace=" + place.Name);
        var looked = await LiveAnHourAsync(place, cancellationToken);

        var written = place.Cluster.Faults.Plan.Faults.Single(rule => rule.Id == writes.Id).Injections;
        place.Cluster.Faults.Plan.Remove(writes.Id);
        await TestContext.Progress.WriteLineAsync($"an operator looked after {Rollouts} rollouts for {looked}, and wrote {written} times");
        Assert.That(await HealthyAsync(place, cancellationToken), Is.EqualTo(Rollouts));
        Assert.That(written, Is.Zero);
    }

    // Its clock runs faster than ours: each step of it is given time to be noticed.
    private static async Task<TimeSpan> LiveAnHourAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var logs = new RecordingLoggerFactory();
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var options = new OperatorOptions
        {
            Kubeconfig = RunningOperator.KubeconfigOf(place.Cluster),
            Namespaces = [place.Name],
            LeaderElection = false,
            HealthAddress = new(System.Net.IPAddress.Loopback, 0),
            MetricsAddress = null,
        };
        var running = new OperatorHost(options, RuntimeServices.Default with { TimeProvider = clock, LoggerFactory = logs }).RunAsync(enough.Token);
        var end = clock.GetUtcNow() + TimeSpan.FromMinutes(70);
        while (clock.GetUtcNow() < end)
        {
            Assert.That(running.IsCompleted, Is.False, string.Join('\n', logs.Messages.TakeLast(5)));
            await Task.Delay(Breath, TimeProvider.System, cancellationToken);
            clock.Advance(Step);
        }

        Assert.That(logs.Messages, Has.Some.Contains("modelrollouts has the first lists"), "it never looked");
        await enough.CancelAsync();
        await running;
        return TimeSpan.FromMinutes(70);
    }

    private static async Task<int> HealthyAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        var list = await place.Cluster.Client.Resource<ModelRollout>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
        return list.Items.Count(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy } status && status.ObservedGeneration == rollout.Metadata.Generation);
    }
}
