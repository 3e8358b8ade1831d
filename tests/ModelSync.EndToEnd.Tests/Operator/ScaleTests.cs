using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Pods come and go in the middle of a canary, and nobody's request fails.</summary>
public sealed class ScaleTests : RolloutTest
{
    private const string Half = "{type: Canary, canary: {steps: [{setWeight: 50}, {pause: {}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1, abortScaleDownDelaySeconds: 1}";

    [Test]
    public async Task A_canary_is_scaled_and_its_template_changed_in_the_middle()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Half, "1.0.0", "2.0.0");
        var requests = await SendAsync("HTTPRoute");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(static rollout => rollout.Status is { Candidate.Weight: 50, Pause.Reason: PauseReason.AwaitingPromotion }, "2.0.0 waits");
        var (stable, candidate) = (waiting.Status!.Stable!.Revision!, waiting.Status.Candidate!.Revision!);

        await Place.RunAsync(["scale", "modelrollout/fraud", "--replicas=6"], input: null, Ct);
        await UntilReadyAsync(stable, 6);
        await UntilReadyAsync(candidate, 3);
        await PatchAsync("""{"spec":{"replicas":4,"template":{"metadata":{"annotations":{"team":"risk"}}}}}""");
        var other = await UntilAsync(rollout => rollout.Status is { Candidate: { Weight: 50, Revision: { } revision }, Pause.Reason: PauseReason.AwaitingPromotion } && revision != candidate, "the other template waits");
        await UntilReadyAsync(stable, 4);
        await UntilReadyAsync(other.Status!.Candidate!.Revision!, 2);
        await AnnotateAsync($"modelsync.io/action=promote;revision={other.Status.Candidate.Revision};id=1");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");
        await UntilReadyAsync(other.Status.Candidate.Revision!, 4);

        var result = await requests.EndAsync();
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    [Test]
    public async Task Stable_shrinks_with_its_weight_and_is_whole_before_traffic_comes_back()
    {
        var shrinks = Half.Replace("{steps:", "{stableScale: Shrink, stableFloorPercent: 25, steps:", StringComparison.Ordinal);
        await ServeAsync(RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, shrinks).Replace("replicas: 3", "replicas: 4", StringComparison.Ordinal), ["1.0.0", "2.0.0"]);
        var requests = await SendAsync("HTTPRoute");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(static rollout => rollout.Status is { Candidate.Weight: 50, Pause.Reason: PauseReason.AwaitingPromotion }, "2.0.0 waits");
        var stable = waiting.Status!.Stable!.Revision!;
        await UntilReadyAsync(stable, 2);

        await PatchAsync($$$$"""{"metadata":{"annotations":{"modelsync.io/abort":"revision={{{{waiting.Status.Candidate!.Revision}}}};id=1"}}}""");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.RolledBack } status && status.Weights!.Any(static one => one is { Version: "1.0.0", Observed: 100 }), "stable has all traffic");
        var pods = await TextAsync($"deployment/fraud-{stable}", "{.status.readyReplicas}");

        var result = await requests.EndAsync();
        Assert.That((pods, result.Failures), Is.EqualTo(("4", 0)), string.Join('\n', result.FirstFailures.Take(5)));
    }

    private Task UntilReadyAsync(string revision, int pods) =>
        UntilTextAsync($"deployment/fraud-{revision}", "{.spec.replicas} {.status.readyReplicas}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pods} {pods}"));
}
