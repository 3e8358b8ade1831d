using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What people do to a rollout that runs, and to its objects, by kubectl.</summary>
public sealed class OperationTests : RolloutTest
{
    private const string Waits = "{type: Canary, canary: {steps: [{setWeight: 20}, {pause: {}}]}, bakeSeconds: 2, scaleDownDelaySeconds: 2}";

    [Test]
    public async Task A_pause_without_an_end_waits_for_a_promote_of_this_very_candidate()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits");

        await AnnotateAsync("modelsync.io/action=promote;revision=bcdfghjklm;id=1");
        var stale = await UntilAsync(rollout => rollout.Status?.LastAction?.Id == "1", "the verb is answered");
        await AnnotateAsync($"modelsync.io/action=promote;revision={waiting.Status!.Candidate!.Revision};id=2");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That(stale.Status!.LastAction!.Outcome, Is.EqualTo(ActionOutcome.Stale));
    }

    [Test]
    public async Task kubectl_scale_scales_what_serves_and_wait_sees_it()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0");

        await Place.RunAsync(["scale", "modelrollout/fraud", "--replicas=5"], input: null, Ct);
        await UntilAsync(rollout => rollout.Status?.Replicas == 5, "five pods serve");

        await Place.RunAsync(["wait", "--for=condition=Ready", "modelrollout/fraud", "--timeout=60s"], input: null, Ct);
    }

    // An autoscaler without metrics, as here, still keeps its least number; more than that it does through the same subresource.
    [Test]
    public async Task A_HorizontalPodAutoscaler_scales_what_serves()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0");

        await Place.ApplyAsync(
            """
            apiVersion: autoscaling/v1
            kind: HorizontalPodAutoscaler
            metadata: {name: fraud}
            spec: {scaleTargetRef: {apiVersion: modelsync.io/v1alpha1, kind: ModelRollout, name: fraud}, minReplicas: 5, maxReplicas: 8}
            """,
            Ct);
        await UntilAsync(rollout => rollout.Status?.Replicas == 5, "five pods serve");
        await PatchAsync("""{"spec":{"replicas":9}}""");
        await UntilAsync(rollout => rollout.Spec!.Replicas == 8, "it has come down to what the autoscaler allows");
        await UntilAsync(rollout => rollout.Status?.Replicas == 8, "eight pods serve");

        Assert.That(await TextAsync("horizontalpodautoscaler/fraud", "{.status.desiredReplicas}"), Is.EqualTo("8"));
    }

    [Test]
    public async Task Settings_that_need_no_new_revision_apply_at_once_and_start_no_pod()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0");
        var revision = (await GetAsync())!.Status!.Stable!.Revision;
        var pods = await Place.RunAsync(["get", "pods", "-o", "name"], input: null, Ct);

        await PatchAsync("""{"spec":{"minReadySeconds":7,"disruptionBudget":{"maxUnavailable":"50%"}}}""");
        await UntilTextAsync($"deployment/fraud-{revision}", "{.spec.minReadySeconds}", "7");
        await UntilTextAsync($"poddisruptionbudget/fraud-{revision}", "{.spec.maxUnavailable}", "50%");
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy } status && status.ObservedGeneration == rollout.Metadata.Generation, "it is healthy");

        Assert.That(await Place.RunAsync(["get", "pods", "-o", "name"], input: null, Ct), Is.EqualTo(pods));
    }

    [Test]
    public async Task What_somebody_changes_by_hand_is_put_back()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0", "2.0.0");
        await DeclareAsync("2.0.0");
        var waiting = await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it waits");
        var (stable, candidate) = (waiting.Status!.Stable!.Revision, waiting.Status.Candidate!.Revision);

        await Place.RunAsync(["patch", "httproute", "fraud", "--type=json", "-p", """[{"op":"replace","path":"/spec/rules/0/backendRefs/1/weight","value":90}]"""], input: null, Ct);
        await Place.RunAsync(["scale", $"deployment/fraud-{stable}", "--replicas=0"], input: null, Ct);
        await Place.RunAsync(["delete", "service", $"fraud-{candidate}"], input: null, Ct);

        await GoneAsync(async () => await WeightsAsync() is "80 20", "the weights are those of the step");
        await GoneAsync(async () => await TextAsync($"deployment/fraud-{stable}", "{.spec.replicas}") is "3", "stable has its pods");
        await GoneAsync(async () => (await Place.RunAsync(["get", "services", "-o", "name"], input: null, Ct)).Contains($"fraud-{candidate}", StringComparison.Ordinal), "the Service is there again");
    }

    [Test]
    public async Task Nothing_is_written_while_nothing_changes()
    {
        await ServeAsync(RolloutManifests.HttpRoute, Waits, "1.0.0");
        await UntilAsync(rollout => rollout.Status is { Clusters: [{ Retiring: null or [] }] }, "nothing is left to be done");
        var before = await VersionsAsync();

        // What has nothing to do makes no event to wait for: another rollout that comes and serves is long enough.
        await Place.ApplyAsync(RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, Waits).Replace("name: fraud}", "name: later}", StringComparison.Ordinal), Ct);
        await Place.RunAsync(["wait", "--for=condition=Ready", "modelrollout/later", "--timeout=60s"], input: null, Ct);

        Assert.That(await VersionsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_policy_that_denies_a_version_stops_its_start_in_words_and_lets_it_go_when_it_is_gone()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0", "2.0.0");
        await Place.ApplyAsync(
            """
            apiVersion: modelsync.io/v1alpha1
            kind: ModelPolicy
            metadata: {name: no-two}
            spec: {rules: [{name: broken, deny: {versions: ["2.0.0"], reason: "it forgets customers"}}]}
            """,
            Ct);

        await DeclareAsync("2.0.0");
        var blocked = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.Blocked, "it is blocked");
        await Place.RunAsync(["delete", "modelpolicy", "no-two"], input: null, Ct);
        await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.AwaitingPromotion, "it has started");

        Assert.That(Ready(blocked).Message, Does.Contain("no-two").And.Contain("it forgets customers"));
    }

    [Test]
    public async Task A_template_that_the_API_server_refuses_changes_nothing_and_is_told_in_its_words()
    {
        await ServeAsync(RolloutManifests.Service, Waits, "1.0.0");

        await PatchAsync("""{"spec":{"template":{"spec":{"containers":[{"name":"server","image":"models.example/server:1","resources":{"limits":{"memory":"much"}}}]}}}}""");
        var stalled = await UntilAsync(rollout => Ready(rollout).Reason == ConditionReasons.InvalidTemplate, "it is refused");

        Assert.Multiple(() =>
        {
            Assert.That(Ready(stalled).Message, Does.Contain("quantities must match"));
            Assert.That(stalled.Status!.Candidate, Is.Null);
        });
    }

    [Test]
    public async Task A_placement_is_refused_and_never_passed_over()
    {
        await Place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, Waits) + "  placement: {clusters: {names: [east]}}\n", Ct);

        var stalled = await UntilAsync(rollout => rollout.Status?.Conditions?.Any(condition => condition is { Type: ConditionTypes.Stalled, Reason: ConditionReasons.UnsupportedField }) is true, "it is refused");

        Assert.That(Ready(stalled).Message, Does.Contain("spec.placement"));
    }

    private Task<string> WeightsAsync() => TextAsync("httproute/fraud", "{.spec.rules[0].backendRefs[*].weight}");

    private async Task<string> VersionsAsync()
    {
        var text = await Place.RunAsync(["get", "modelrollouts,deployments,services,httproutes,controllerrevisions,poddisruptionbudgets", "-o", "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}"], input: null, Ct);
        return string.Join('\n', text.Split('\n').Where(line => line.Contains("/fraud", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
