using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Playground.Serving;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What is measured of real requests decides.</summary>
public sealed class GateTests : RolloutTest
{
    // A traffic gate is asked in the bake of the first version, too; so the plan comes with the second.
    private const string Steps =
        """{"spec":{"version":"2.0.0","strategy":{"canary":{"steps":[{"setWeight":20},{"gate":{"gateRef":{"kind":"ModelGate","name":"quality"}}}]}}}}""";

    private const string Canary = "{type: Canary, canary: {steps: [{setWeight: 20}, {pause: {seconds: 600}}]}, bakeSeconds: 3, scaleDownDelaySeconds: 2, abortScaleDownDelaySeconds: 2}";

    [TestCase("ErrorRate", "{max: \"0.03\"}", "error-rate=0.08")]
    [TestCase("LatencyP95", "{relativeToStable: {maxRatio: \"1.5\"}}", "latency-p50-ms=80\nlatency-p99-ms=200")]
    public async Task A_canary_that_serves_worse_goes_back(string metric, string threshold, string behavior)
    {
        await ServeAsync(RolloutManifests.Gate("quality", metric, threshold) + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Canary), ["1.0.0", "2.0.0"]);
        await BehaveAsync("2.0.0", behavior);
        var requests = await SendAsync("HTTPRoute");

        await PatchAsync("""{"spec":{"version":"2.0.0","gates":[{"gateRef":{"kind":"ModelGate","name":"quality"},"when":"Progress"}]}}""");
        await UntilAsync(rollout => rollout.Status?.Candidate?.Weight == 20, "the candidate has its weight");
        await UntilAsync(static rollout => rollout.Status?.Gates?.Any(static one => one.Verdict == GateVerdict.Failed) is true, "the gate has failed");
        var failed = TimeProvider.System.GetTimestamp();
        await UntilAsync(static rollout => rollout.Status?.Weights?.Any(static one => one is { Version: "1.0.0", Observed: 100 }) is true, "stable has all traffic");
        await TestContext.Progress.WriteLineAsync($"{metric}: weight 0 is observed {TimeProvider.System.GetElapsedTime(failed).TotalMilliseconds:0} ms after the failing verdict is told");
        var rolledBack = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        await requests.EndAsync();
        var gate = rolledBack.Status!.Gates!.Single(one => one.Name == "quality");
        Assert.Multiple(() =>
        {
            Assert.That(gate.Verdict, Is.EqualTo(GateVerdict.Failed), gate.Message);
            Assert.That(rolledBack.Status.Stable!.Version, Is.EqualTo("1.0.0"));
            Assert.That(rolledBack.Status.History![0].Reason, Does.Contain("quality"));
        });
    }

    [Test]
    public async Task A_language_model_that_is_slow_to_its_first_token_goes_back()
    {
        var versions = string.Concat(new[] { "1.0.0", "2.0.0" }.Select(RolloutManifests.Version)).Replace("runtimeProfile: OIP", "runtimeProfile: VLLM", StringComparison.Ordinal);
        var rollout = RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Canary).Replace("models.example/server:1", "models.example/vllm-openai:1", StringComparison.Ordinal);
        await Place.ApplyAsync(versions + RolloutManifests.Gate("first-token", "TTFT", "{relativeToStable: {maxRatio: \"1.5\"}}") + rollout, Ct);
        await UntilAsync(static one => one.Status is { Phase: RolloutPhase.Healthy }, "1.0.0 is healthy");
        await BehaveAsync("2.0.0", "latency-p50-ms=400\nlatency-p99-ms=900");
        var requests = await Requests.SendAsync(Place, "HTTPRoute", "fraud", rate: 50, Ct, runtime: ModelRuntime.VLLM);

        await PatchAsync("""{"spec":{"version":"2.0.0","gates":[{"gateRef":{"kind":"ModelGate","name":"first-token"},"when":"Progress"}]}}""");
        var rolledBack = await UntilAsync(static one => one.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
        Assert.That(rolledBack.Status!.History![0].Reason, Does.Contain("first-token"));
    }

    [Test]
    public async Task A_good_canary_passes_its_gate_and_is_promoted()
    {
        await ServeAsync(RolloutManifests.Gate("quality", "ErrorRate", "{max: \"0.05\"}") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary), ["1.0.0", "2.0.0"]);
        var requests = await SendAsync("HTTPRoute");

        await PatchAsync(Steps);
        var promoted = await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
        Assert.That(promoted.Status!.Gates!.Single(one => one.Name == "step-2/quality").Verdict, Is.EqualTo(GateVerdict.Passed));
    }

    [Test]
    public async Task A_candidate_that_hangs_while_it_is_ready_fails_its_probe_before_it_gets_a_request()
    {
        await ServeAsync(RolloutManifests.Probe("alive", "{path: /v2/health/ready}") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.CanaryBehind("alive")), ["1.0.0", "2.0.0"]);
        await BehaveAsync("2.0.0", "state=Hang");
        var requests = await SendAsync("HTTPRoute");

        await DeclareAsync("2.0.0");
        var rolledBack = await UntilAsync(static rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        var result = await requests.EndAsync();
        Assert.That(rolledBack.Status!.History![0].Reason, Does.Contain("alive"));
        Assert.That((result.Failures, result.AnswersOf("2.0.0")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_server_that_has_loaded_another_version_fails_its_golden_request()
    {
        await ServeAsync(RolloutManifests.Probe("golden", "{profile: GoldenRequest}") + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.CanaryBehind("golden")), ["1.0.0", "2.0.0"]);
        await BehaveAsync("2.0.0", "version=1.0.0");
        var requests = await SendAsync("HTTPRoute");

        await DeclareAsync("2.0.0");
        var rolledBack = await UntilAsync(static rollout => rollout.Status?.Phase == RolloutPhase.RolledBack, "it is rolled back");

        var gate = rolledBack.Status!.Gates!.Single(static one => one.Name == "step-1/golden");
        Assert.That(gate.Message, Does.Contain("says that version 1.0.0 answers, and it should be 2.0.0"));
        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }

    // A provider that is down says nothing about the version: the step is held, and nothing goes back.
    [Test]
    public async Task A_Prometheus_that_does_not_answer_holds_the_canary_where_it_is()
    {
        const string Gate =
            """
            apiVersion: modelsync.io/v1alpha1
            kind: ModelGate
            metadata: {name: quality}
            spec: {type: Prometheus, prometheus: {address: "http://nowhere.monitoring:9090", query: up}, threshold: {min: "1"}, intervalSeconds: 1, count: 2}
            ---

            """;
        await ServeAsync(Gate + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary), ["1.0.0", "2.0.0"]);

        await PatchAsync(Steps);
        var held = await UntilAsync(static rollout => rollout.Status?.Gates?.Any(static one => one.Verdict == GateVerdict.Error) is true, "the gate tells of the error");
        await AnnotateAsync($"modelsync.io/action=promote-full;revision={held.Status!.Candidate!.Revision};id=1");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "a person has promoted it");

        Assert.That(held.Status.Candidate.Weight, Is.EqualTo(20));
    }

    [Test]
    public async Task Without_requests_a_gate_says_nothing_and_the_canary_waits()
    {
        var gate = RolloutManifests.Gate("quality", "ErrorRate", "{max: \"0.05\"}").Replace("count: 2", "count: 2\n  sampleDeadlineSeconds: 3", StringComparison.Ordinal);
        await ServeAsync(gate + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary), ["1.0.0", "2.0.0"]);

        await PatchAsync(Steps);
        var waits = await UntilAsync(rollout => rollout.Status?.Pause?.Reason == PauseReason.InconclusiveGate, "it waits for a person");

        Assert.That(waits.Status!.Candidate!.Weight, Is.EqualTo(20));
    }
}
