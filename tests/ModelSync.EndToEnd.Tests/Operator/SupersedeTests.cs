using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Another version is declared before the last one has come to its end; what is proven serves on.</summary>
public sealed class SupersedeTests : RolloutTest
{
    private const string Waits = "{type: Canary, canary: {steps: [{setWeight: 20}, {pause: {}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1, abortScaleDownDelaySeconds: 1}";

    [Test]
    public async Task A_third_version_takes_the_place_of_a_paused_second_and_no_request_fails()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0", "3.0.0");
        var requests = await SendAsync("HTTPRoute");
        await DeclareAsync("2.0.0");
        var second = await UntilAsync(static rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "2.0.0 waits");

        await DeclareAsync("3.0.0");
        var third = await UntilAsync(static rollout => rollout.Status is { Candidate: { Version: "3.0.0", Weight: 20 }, Pause.Reason: PauseReason.AwaitingPromotion }, "3.0.0 waits");
        await UntilTextAsync($"deployment/fraud-{second.Status!.Candidate!.Revision}", "{.spec.replicas}", "0");
        await AnnotateAsync($"modelsync.io/action=promote;revision={third.Status!.Candidate!.Revision};id=1");
        var promoted = await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "3.0.0" }, "3.0.0 is stable");

        var result = await requests.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(third.Status.Stable!.Version, Is.EqualTo("1.0.0"), "it was tried against what is proven");
            Assert.That(promoted.Status!.History!.Take(2).Select(static entry => (entry.Version, entry.Outcome)), Is.EqualTo(new[] { ("3.0.0", RolloutOutcome.Promoted), ("2.0.0", RolloutOutcome.Superseded) }));
            Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
        });
    }

    [Test]
    public async Task A_bad_version_after_a_bad_one_leaves_stable_alone_and_a_good_one_takes_over()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0", "2.1.0", "3.0.0");
        await Place.ApplyAsync(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: playground-behaviors}
            data: {fraud-detector-2.0.0: state=NotReady, fraud-detector-2.1.0: state=CrashLoop}
            """,
            Ct);
        var requests = await SendAsync("HTTPRoute");

        await DeclareAsync("2.0.0");
        await UntilAsync(static rollout => rollout.Status?.Candidate is { Version: "2.0.0" }, "2.0.0 is tried");
        await DeclareAsync("2.1.0");
        var failed = await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.RolledBack, Failed.Version: "2.1.0" }, "2.1.0 is given up");
        await DeclareAsync("3.0.0");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "3.0.0" }, "3.0.0 is stable");

        var result = await requests.EndAsync();
        Assert.That(failed.Status!.Stable!.Version, Is.EqualTo("1.0.0"));
        Assert.That((result.Failures, result.AnswersOf("2.0.0"), result.AnswersOf("2.1.0")), Is.EqualTo((0, 0, 0)), string.Join('\n', result.FirstFailures.Take(5)));
    }

    [Test]
    public async Task A_return_within_the_window_takes_no_steps_and_one_outside_takes_all()
    {
        await ServeAsync(RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Waits) + "  rollbackWindow: 1\n", ["1.0.0", "2.0.0"]);
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(static rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "2.0.0 waits");
        await AnnotateAsync($"modelsync.io/action=promote;revision={waiting.Status!.Candidate!.Revision};id=1");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        // Nobody promotes it: its steps have a pause without an end.
        await DeclareAsync("1.0.0");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is stable again");
        await PatchAsync("""{"spec":{"version":"2.0.0","rollbackWindow":0}}""");

        await UntilAsync(static rollout => rollout.Status is { Candidate.Version: "2.0.0", Pause.Reason: PauseReason.AwaitingPromotion }, "2.0.0 waits as a new version would");
    }
}
