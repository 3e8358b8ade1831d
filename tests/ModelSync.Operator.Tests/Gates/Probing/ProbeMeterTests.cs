using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Probing;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Playground.Serving;

namespace ModelSync.Operator.Tests.Gates.Probing;

[CancelAfter(120_000)]
internal sealed class ProbeMeterTests
{
    private static readonly ModelRuntime[] Runtimes = [.. Enum.GetValues<ModelRuntime>().Where(runtime => runtime != ModelRuntime.HTTP)];

    [TestCaseSource(nameof(Runtimes))]
    public async Task A_profile_knows_whether_the_model_is_loaded_and_asks_it_something(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(runtime);
        foreach (var check in Enum.GetValues<ProfileCheck>())
        {
            var reading = await MeasureAsync(pods, runtime, new ProbeCheck { Profile = check }, cancellationToken, pod);
            Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Pass), $"{check}: {reading.Message}");
        }

        server.IsReady = false;
        foreach (var check in Enum.GetValues<ProfileCheck>())
        {
            var reading = await MeasureAsync(pods, runtime, new ProbeCheck { Profile = check }, cancellationToken, pod);
            Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Fail), check.ToString());
        }

        server.IsReady = true;
        server.Behavior = ServingPods.Instant with { ErrorRate = 1 };
        var broken = await MeasureAsync(pods, runtime, new ProbeCheck { Profile = ProfileCheck.GoldenRequest }, cancellationToken, pod);
        Assert.That(broken.Outcome, Is.EqualTo(MeasurementOutcome.Fail));
        Assert.That(broken.Message, Does.Contain("500").And.Not.Contain("simulated"), "no body of an answer reaches a status");
    }

    [TestCaseSource(nameof(Runtimes))]
    public async Task Another_version_than_the_one_that_should_answer_fails(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, _) = pods.Add(runtime, version: "1.9.0");
        var reading = await MeasureAsync(pods, runtime, new ProbeCheck { Profile = ProfileCheck.GoldenRequest }, cancellationToken, pod);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Fail));
        Assert.That(reading.Message, Does.Contain("1.9.0").And.Contain("2.0.0"));
    }

    [Test]
    public async Task A_version_as_runtimes_count_them_is_none_of_ours_and_says_nothing(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, _) = pods.Add(ModelRuntime.Triton, version: "3");
        var reading = await MeasureAsync(pods, ModelRuntime.Triton, new ProbeCheck { Profile = ProfileCheck.GoldenRequest }, cancellationToken, pod);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Pass));
    }

    [Test]
    public async Task Without_a_declared_schema_the_server_is_asked_for_its_inputs(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, _) = pods.Add(ModelRuntime.OIP);
        var revision = TestScenes.Revision(TestScenes.Candidate, "2.0.0") with { Pods = [pod] };
        var reading = await MeasureAsync(pods, new ProbeCheck { Profile = ProfileCheck.GoldenRequest }, revision, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Pass), reading.Message);
        var tensorFlow = TestScenes.Revision(TestScenes.Candidate, "2.0.0", RuntimeProfile.TFServing) with { Pods = [pod] };
        var unknown = await MeasureAsync(pods, new ProbeCheck { Profile = ProfileCheck.GoldenRequest }, tensorFlow, cancellationToken);
        Assert.That(unknown.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(unknown.Message, Does.Contain("spec.schema.inputs"));
    }

    [Test]
    public async Task A_request_of_ones_own_is_judged_by_status_and_text(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(ModelRuntime.HTTP, behavior: ServingPods.Instant with { Answer = "genuine" });
        async Task<GateReading> Of(ProbeCheck check) => await MeasureAsync(pods, ModelRuntime.HTTP, check, cancellationToken, pod);
        Assert.That((await Of(new ProbeCheck { Path = "/readyz" })).Outcome, Is.EqualTo(MeasurementOutcome.Pass));
        Assert.That((await Of(new ProbeCheck { Path = "/nowhere" })).Message, Does.Contain("404"));
        Assert.That((await Of(new ProbeCheck { Path = "/nowhere", ExpectStatus = 404 })).Outcome, Is.EqualTo(MeasurementOutcome.Pass));
        Assert.That((await Of(new ProbeCheck { Path = "/predict", Body = "{\"a\":1}", ExpectBody = "\"genuine\"" })).Outcome, Is.EqualTo(MeasurementOutcome.Pass));
        Assert.That((await Of(new ProbeCheck { Path = "/predict", Body = "{\"a\":1}", ExpectBody = "\"fraud!\"" })).Outcome, Is.EqualTo(MeasurementOutcome.Fail));
        Assert.That((await Of(new ProbeCheck { Path = "/predict", Body = "{", ExpectStatus = 200 })).Outcome, Is.EqualTo(MeasurementOutcome.Fail));
        Assert.That(server.Log.Lines.Select(line => line.Text), Has.Some.StartsWith("POST /predict 200"));
        Assert.That((await Of(new ProbeCheck { Profile = ProfileCheck.Readiness })).Message, Does.Contain("spec.probe.path"));
    }

    [Test]
    public async Task Args_are_put_into_path_body_and_headers_and_cannot_break_out(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var (pod, server) = pods.Add(ModelRuntime.HTTP);
        var check = new ProbeCheck { Path = "/readyz?q={{args.q}}", Headers = TestScenes.Args(("X-Q", "{{args.q}}")), Method = HttpMethodName.GET };
        var reading = await WithArgsAsync(pods, check, TestScenes.Args(("q", "a b&c=/../#")), pod, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Pass), reading.Message);
        Assert.That(server.Log.Lines[^1].Text, Does.StartWith("GET /readyz?q=a%20b%26c%3D%2F..%2F%23 200"));
        var broken = await WithArgsAsync(pods, check, TestScenes.Args(("q", "a\r\nX-Evil: 1")), pod, cancellationToken);
        Assert.That(broken.Message, Does.Contain("spec.probe.headers.X-Q"));
        var missing = await MeasureAsync(pods, ModelRuntime.HTTP, check, cancellationToken, pod);
        Assert.That(missing.Message, Does.Contain("{{args.q}}"));
        var json = new ProbeCheck { Path = "/predict", Body = "{\"a\":\"{{args.q}}\"}" };
        var quoted = await WithArgsAsync(pods, json, TestScenes.Args(("q", "\",\"b\":\"\n")), pod, cancellationToken);
        Assert.That(quoted.Outcome, Is.EqualTo(MeasurementOutcome.Pass), quoted.Message);
    }

    [Test]
    public async Task Each_measurement_asks_another_pod(CancellationToken cancellationToken)
    {
        await using var pods = await ServingPods.StartAsync(cancellationToken);
        var all = Enumerable.Range(0, 3).Select(_ => pods.Add(ModelRuntime.OIP)).ToList();
        var revision = ServingPods.Revision(TestScenes.Candidate, "2.0.0", RuntimeProfile.OIP, [.. all.Select(one => one.Pod)]);
        var spec = new ModelGateSpec { Type = GateType.Probe, Probe = new ProbeCheck { Path = "/v2/health/ready" } };
        var scene = ServingPods.Scene(revision);
        var meter = new ProbeMeter(spec.Probe, scene, pods.Transport);
        for (var i = 0; i < 6; i++)
        {
            await meter.MeasureAsync(TestScenes.Context(TestScenes.Gate("probe", spec), scene, i), cancellationToken);
        }

        Assert.That(all.Select(one => one.Server.Log.Lines.Count), Is.All.EqualTo(1 + 2));
    }

    private static Task<GateReading> MeasureAsync(
        ServingPods pods, ModelRuntime runtime, ProbeCheck check, CancellationToken cancellationToken, params ScenePod[] ready)
    {
        var profile = Enum.Parse<RuntimeProfile>(runtime.ToString());
        return MeasureAsync(pods, check, ServingPods.Revision(TestScenes.Candidate, "2.0.0", profile, ready), cancellationToken);
    }

    private static Task<GateReading> WithArgsAsync(ServingPods pods, ProbeCheck check, StringMap args, ScenePod pod, CancellationToken cancellationToken) =>
        MeasureAsync(pods, check, ServingPods.Revision(TestScenes.Candidate, "2.0.0", RuntimeProfile.HTTP, pod), cancellationToken, args);

    private static Task<GateReading> MeasureAsync(
        ServingPods pods, ProbeCheck check, SceneRevision candidate, CancellationToken cancellationToken, StringMap? args = null)
    {
        var scene = ServingPods.Scene(candidate);
        var gate = TestScenes.Gate("probe", new ModelGateSpec { Type = GateType.Probe, Probe = check }, args);
        return new ProbeMeter(check, scene, pods.Transport).MeasureAsync(TestScenes.Context(gate, scene), cancellationToken);
    }
}
