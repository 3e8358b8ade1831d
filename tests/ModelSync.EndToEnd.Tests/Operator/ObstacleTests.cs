using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What the API server refuses, and what is gone, is told in words; the rest of a rollout goes on, and all of it once the cause is mended.</summary>
public sealed class ObstacleTests : RolloutTest
{
    private const string Quick = "{type: Canary, canary: {steps: [{setWeight: 50}, {pause: {seconds: 1}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1}";
    private const string Waits = "{type: Canary, canary: {steps: [{setWeight: 50}, {pause: {}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1}";

    [Test]
    public async Task A_write_that_is_refused_is_told_once_and_made_when_it_may_be()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Quick, "1.0.0", "2.0.0");
        await Place.ApplyAsync("""{"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "few"}, "spec": {"hard": {"count/poddisruptionbudgets.policy": "1"}}}""", Ct);
        await UntilTextAsync("resourcequota/few", "{.status.used}", """{"count/poddisruptionbudgets.policy":"1"}""");

        // The dry run asks about Deployment and Service alone, and goes well.
        await DeclareAsync("2.0.0");
        var refused = await UntilAsync(rollout => rollout.Status?.Clusters is [{ Reason: "WriteRefused" }], "the refusal is told");
        await UntilEventAsync("WriteRefused");
        await UntilTextAsync($"deployment/fraud-{refused.Status!.Candidate!.Revision}", "{.status.availableReplicas}", "2");
        var after = await UntilAsync(static _ => true, "it is read");
        var told = await TextAsync("events", "{.items[?(@.reason==\"WriteRefused\")].count}");
        await Place.RunAsync(["delete", "resourcequota", "few"], input: null, Ct);
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.Multiple(() =>
        {
            Assert.That(refused.Status.Clusters![0].Message, Does.Contain("ApplyRevision").And.Contain("exceeded quota: few"));
            Assert.That(after.Status!.Clusters![0].Reason, Is.EqualTo("WriteRefused"), "the write is tried again and again, and the status says the same");
            Assert.That(told, Is.EqualTo("1"), "it is told once");
        });
    }

    [Test]
    public async Task A_typo_in_the_template_is_InvalidTemplate_and_what_serves_is_still_scaled_and_repaired()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Quick, "1.0.0");

        await PatchAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"server","image":"models.example/server:1","imagePullPolice":"Always"}]}}}}""");
        var stalled = await UntilAsync(rollout => Ready(rollout).Reason == ConditionReasons.InvalidTemplate, "it is refused");
        await Place.RunAsync(["scale", "modelrollout/fraud", "--replicas=4"], input: null, Ct);
        await UntilAsync(rollout => rollout.Status?.Replicas == 4, "four pods serve");

        Assert.That(Ready(stalled).Message, Does.Contain("imagePullPolice"));
    }

    [Test]
    public async Task Traffic_goes_back_though_the_record_of_stable_is_lost()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits");
        var requests = await SendAsync("Service", newConnections: true);
        await Place.RunAsync(["delete", "controllerrevision", $"fraud-{waiting.Status!.Stable!.Revision}"], input: null, Ct);

        await AnnotateAsync($"modelsync.io/abort=revision={waiting.Status.Candidate!.Revision};id=1");
        await UntilAsync(rollout => rollout.Status is { Candidate: null, Weights: [{ Version: "1.0.0", Observed: 100 }, ..] }, "stable has all traffic");

        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }

    [Test]
    public async Task A_route_of_somebody_else_that_looks_at_a_revision_is_left_alone()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits");
        await Place.ApplyAsync(
            $$"""
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: preview}
            spec:
              parentRefs: [{name: playground, namespace: default}]
              rules: [{name: look, backendRefs: [{name: "fraud-{{waiting.Status!.Candidate!.Revision}}", port: 80}]}]
            """,
            Ct);

        await AnnotateAsync($"modelsync.io/action=promote;revision={waiting.Status.Candidate.Revision};id=1");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That(
            await TextAsync("httproute/preview", "{.spec.rules[0].backendRefs[*].name}"),
            Is.EqualTo($"fraud-{waiting.Status.Candidate.Revision}"));
    }
}
