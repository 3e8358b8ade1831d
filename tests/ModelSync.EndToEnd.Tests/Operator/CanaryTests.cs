using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A good version takes over step by step, and nobody's request fails.</summary>
public sealed class CanaryTests : RolloutTest
{
    [TestCase("HTTPRoute", RolloutManifests.HttpRoute, false)]
    [TestCase("VirtualService", RolloutManifests.VirtualService, false)]
    [TestCase("Service", RolloutManifests.Service, true)]
    public async Task A_good_canary_is_promoted_without_a_failed_request(string kind, string traffic, bool newConnections)
    {
        await ServeAsync(traffic, RolloutManifests.Canary, "1.0.0", "2.0.0");
        var requests = await SendAsync(kind, newConnections);

        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status?.Candidate?.Weight is > 0 and < 100, "the candidate has a part of the traffic");
        var promoted = await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        var result = await requests.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
            Assert.That(result.AnswersOf("1.0.0"), Is.Positive);
            Assert.That(result.AnswersOf("2.0.0"), Is.Positive);
            Assert.That(promoted.Status!.History![0].Outcome, Is.EqualTo(RolloutOutcome.Promoted));
        });
    }

    [TestCase("HTTPRoute", RolloutManifests.HttpRoute, false)]
    [TestCase("Service", RolloutManifests.Service, true)]
    public async Task A_blue_green_switch_fails_no_request(string kind, string traffic, bool newConnections)
    {
        await ServeAsync(traffic, RolloutManifests.BlueGreen, "1.0.0", "2.0.0");
        var requests = await SendAsync(kind, newConnections);

        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }
}
