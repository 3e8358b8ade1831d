using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Watches that break off, lists that are old, and answers that are late make a rollout slower and nothing else.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(280_000)]
public sealed class WatchFaultTests
{
    private static readonly string[] Faults = ["stale-list probability=0.5", "drop-watch after=3 probability=0.3", "latency delay=2s probability=0.2"];

    [Test]
    public async Task A_good_canary_is_promoted_without_a_failed_request(CancellationToken cancellationToken)
    {
        await using var bare = await BareWorld.CreatePlaceAsync(cancellationToken);
        var place = bare.Place;
        var plan = place.Cluster.Faults.Plan;
        var rules = Faults.Select(fault => plan.Add($"{fault} namespace={place.Name} agent=modelsync-operator*")).ToArray();
        await place.ApplyAsync(
            RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary), cancellationToken);

        // Its watches are of this namespace alone, so nobody else's break.
        await using var running = await RunningOperator.StartAsync(place.Cluster, ["--namespaces", place.Name, "--lease-name", place.Name], cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken);
        var requests = await Requests.SendAsync(place, "HTTPRoute", "fraud", rate: 50, cancellationToken);
        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable", cancellationToken);

        var injections = rules.Select(rule => plan.Faults.Single(one => one.Id == rule.Id).Injections).ToArray();
        Array.ForEach(rules, rule => plan.Remove(rule.Id));
        var result = await requests.EndAsync();
        Assert.That(injections, Has.All.Positive, "a fault never befell anybody");
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    // The server's own deadline is five to ten minutes away; the operator's clock is there within half a minute.
    [Test]
    public async Task Watches_that_fall_silent_are_noticed_at_their_deadline_and_the_canary_goes_on(CancellationToken cancellationToken)
    {
        await using var bare = await BareWorld.CreatePlaceAsync(cancellationToken);
        var place = bare.Place;
        var stuck = place.Cluster.Faults.Plan.Add($"stuck-watch after=2 probability=0.5 namespace={place.Name} agent=modelsync-operator*");
        await place.ApplyAsync(
            RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0")
            + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary).Replace("replicas: 3", "replicas: 3\n  progressDeadlineSeconds: 86400", StringComparison.Ordinal),
            cancellationToken);
        await using var running = FasterOperator.Start(place, factor: 30, cancellationToken);
        await running.WhileAsync(place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken));
        var requests = await Requests.SendAsync(place, "HTTPRoute", "fraud", rate: 50, cancellationToken);
        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await running.WhileAsync(place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable", cancellationToken));

        var injections = place.Cluster.Faults.Plan.Faults.Single(one => one.Id == stuck.Id).Injections;
        place.Cluster.Faults.Plan.Remove(stuck.Id);
        var result = await requests.EndAsync();
        await TestContext.Progress.WriteLineAsync($"{injections} watches fell silent");
        Assert.That(injections, Is.Positive);
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }
}
