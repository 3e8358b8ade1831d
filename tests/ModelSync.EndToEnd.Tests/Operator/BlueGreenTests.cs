using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What gates decide of a blue-green switch: before it nobody notices, after it traffic comes back at once.</summary>
public sealed class BlueGreenTests : RolloutTest
{
    [Test]
    public async Task A_preview_that_fails_never_gets_traffic_and_a_retry_of_the_mended_one_switches()
    {
        var rollout = RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, RolloutManifests.BlueGreen, "[{gateRef: {kind: ModelGate, name: alive}, when: Progress}]");
        await ServeAsync(RolloutManifests.Probe("alive", "{path: /v2/health/ready}") + rollout, ["1.0.0", "2.0.0"]);
        await BehaveAsync("2.0.0", "state=Hang");
        var requests = await SendAsync("Service", newConnections: true);

        await DeclareAsync("2.0.0");
        var failed = await UntilAsync(static rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is given up");
        await Place.RunAsync(["delete", "configmap", "playground-behaviors"], input: null, Ct);
        await AnnotateAsync($"modelsync.io/action=retry;revision={failed.Status!.Failed!.Revision};id=1");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That(failed.Status.History![0].Reason, Does.Contain("alive"));
        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }

    [Test]
    public async Task A_version_that_fails_after_the_switch_gives_the_traffic_back()
    {
        var gate = RolloutManifests.Gate("quality", "ErrorRate", "{max: \"0.05\"}");
        var strategy = RolloutManifests.BlueGreen.Replace("bakeSeconds: 3", "bakeSeconds: 120", StringComparison.Ordinal);
        await ServeAsync(gate + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.BlueGreen), ["1.0.0", "2.0.0"]);
        await BehaveAsync("2.0.0", "error-rate=0.5");
        var requests = await SendAsync("HTTPRoute");

        await Place.ApplyAsync(RolloutManifests.Rollout("2.0.0", RolloutManifests.HttpRoute, strategy, "[{gateRef: {kind: ModelGate, name: quality}, when: Bake}]"), Ct);
        var baking = await UntilAsync(static rollout => rollout.Status?.Phase == RolloutPhase.Baking, "2.0.0 has all traffic");
        var back = await UntilAsync(static rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it has none");

        var result = await requests.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(baking.Status!.Candidate!.Weight, Is.EqualTo(100));
            Assert.That(back.Status!.Stable!.Version, Is.EqualTo("1.0.0"));
            Assert.That(back.Status.Weights!.Single(static one => one.Version == "1.0.0").Observed, Is.EqualTo(100));
            Assert.That(back.Status.History![0].Reason, Does.Contain("quality"));
            Assert.That(result.AnswersOf("2.0.0"), Is.Positive);
        });
    }
}
