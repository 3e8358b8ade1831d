using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>An API server that fails, answers late, or whose answers are lost, makes a rollout slower and nothing else.</summary>
public sealed class ApiFaultTests : RolloutTest
{
    private static readonly string[] Faults =
    [
        "500 probability=0.3",
        "409 verb=create,patch,update,delete probability=0.4",
        "429 retry-after=1 probability=0.1",
        "lost-answer verb=create,patch,update,delete probability=0.3",
        "latency delay=50ms..500ms probability=0.5",
    ];

    [Test]
    public async Task A_good_canary_is_promoted_without_a_failed_request([ValueSource(nameof(Faults))] string fault)
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0");
        var requests = await SendAsync("HTTPRoute");
        var rule = Cluster.Faults.Plan.Add($"{fault} namespace={Place.Name} agent=modelsync-operator*");

        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        var injections = Cluster.Faults.Plan.Faults.Single(one => one.Id == rule.Id).Injections;
        Cluster.Faults.Plan.Remove(rule.Id);
        var result = await requests.EndAsync();
        Assert.That(injections, Is.Positive, "the fault never befell anybody");
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    [Test]
    public async Task A_bad_canary_goes_back_while_half_of_all_writes_fail()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0");
        await BehaveAsync("2.0.0", "state=CrashLoop");
        var requests = await SendAsync("HTTPRoute");
        var rule = Cluster.Faults.Plan.Add($"503 verb=create,patch,update,delete probability=0.5 namespace={Place.Name} agent=modelsync-operator*");

        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.RolledBack, Weights: [{ Version: "1.0.0", Observed: 100 }, ..] }, "it is rolled back");

        Cluster.Faults.Plan.Remove(rule.Id);
        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }
}
