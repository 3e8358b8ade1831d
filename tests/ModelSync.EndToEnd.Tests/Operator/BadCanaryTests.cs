using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>A bad version goes back by itself, and what served goes on serving.</summary>
public sealed class BadCanaryTests : RolloutTest
{
    [TestCase("state=CrashLoop", "ends again and again")]
    [TestCase("state=OOMKilled", "killed for its memory")]
    public async Task What_ends_again_and_again_is_given_up(string behavior, string words)
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0");
        await BehaveAsync("2.0.0", behavior);
        var requests = await SendAsync("HTTPRoute");

        await DeclareAsync("2.0.0");
        var rolledBack = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        var result = await requests.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero);
            Assert.That(result.AnswersOf("2.0.0"), Is.Zero);
            Assert.That(rolledBack.Status!.Stable!.Version, Is.EqualTo("1.0.0"));
            Assert.That(rolledBack.Status.History![0].Reason, Does.Contain(words));
            Assert.That(rolledBack.Status.Conditions!.Single(condition => condition.Type == ConditionTypes.Stalled).Status, Is.EqualTo("True"));
        });
    }

    [Test]
    public async Task What_never_becomes_ready_goes_back_at_its_deadline_and_says_why()
    {
        await ServeAsync(RolloutManifests.Service, RolloutManifests.Canary, "1.0.0", "2.0.0");
        await BehaveAsync("2.0.0", "state=ImagePullError");

        await PatchAsync("""{"spec":{"version":"2.0.0","progressDeadlineSeconds":4}}""");
        var rolledBack = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        Assert.That(rolledBack.Status!.History![0].Reason, Does.Contain("cannot be pulled"));
    }

    [Test]
    public async Task A_revert_of_the_spec_ends_a_canary_and_clears_what_was_said()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary.Replace("seconds: 2", "seconds: 600", StringComparison.Ordinal), "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status?.Candidate?.Weight == 10, "the candidate has its first weight");

        await DeclareAsync("1.0.0");
        var reverted = await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Candidate: null }, "it is healthy again");

        Assert.That(reverted.Status!.History![0].Outcome, Is.EqualTo(RolloutOutcome.Reverted));
    }

    [Test]
    public async Task An_abort_takes_the_weight_off_the_candidate_and_blocks_it()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary.Replace("seconds: 2", "seconds: 600", StringComparison.Ordinal), "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        var canary = await UntilAsync(rollout => rollout.Status?.Candidate?.Weight == 10, "the candidate has its first weight");

        await PatchAsync($$$$"""{"metadata":{"annotations":{"modelsync.io/abort":"revision={{{{canary.Status!.Candidate!.Revision}}}};id=1"}}}""");
        var aborted = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        Assert.That(aborted.Status!.LastAbort!.Id, Is.EqualTo("1"));
    }
}
