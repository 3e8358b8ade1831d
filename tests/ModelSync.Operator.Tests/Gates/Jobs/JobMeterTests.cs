using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Jobs;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Probing;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Tests.Gates.Jobs;

/// <summary>What depends on a real API server: Jobs whose pods simulated nodes run and end, Secrets, and pods by way of the API server.</summary>
[CancelAfter(240_000)]
internal sealed class JobMeterTests
{
    [TestCase(0, MeasurementOutcome.Pass, "succeeded")]
    [TestCase(3, MeasurementOutcome.Fail, "exit code 3")]
    public async Task The_exit_code_decides_and_the_end_of_the_run_cleans_up(
        int code, MeasurementOutcome outcome, string words, CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        var meter = place.Meter($$"""{"playground.modelsync.io/run-ms":"100","playground.modelsync.io/exit-code":"{{code}}"}""");
        var reading = await place.UntilDoneAsync(meter, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(outcome), reading.Message);
        Assert.That(reading.Message, Does.Contain(words));
        var job = (await place.JobsAsync(cancellationToken)).Single();
        Assert.That(job.Metadata.OwnerReferences!.Single().Uid, Is.EqualTo(place.Scene.Rollout.Uid));
        await meter.EndAsync(cancellationToken);
        while ((await place.JobsAsync(cancellationToken)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    [Test]
    public async Task A_process_that_starts_again_finds_its_Job_and_the_next_attempt_has_its_own(CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        const string Quick = """{"playground.modelsync.io/run-ms":"100"}""";
        var first = place.Meter(Quick);
        Assert.That((await place.MeasureAsync(first, cancellationToken)).Outcome, Is.EqualTo(MeasurementOutcome.Waiting));
        var again = place.Meter(Quick);
        Assert.That((await place.UntilDoneAsync(again, cancellationToken)).Outcome, Is.EqualTo(MeasurementOutcome.Pass));
        Assert.That(await place.JobsAsync(cancellationToken), Has.Count.EqualTo(1), "nothing was run twice");
        Assert.That((await place.UntilDoneAsync(again, cancellationToken)).Outcome, Is.EqualTo(MeasurementOutcome.Pass));
        Assert.That(await place.JobsAsync(cancellationToken), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_pod_that_cannot_start_is_told_while_it_waits_and_is_an_error_in_the_end(CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        var meter = place.Meter("""{"playground.modelsync.io/state":"ImagePullError"}""");
        GateReading reading;
        do
        {
            reading = await place.MeasureAsync(meter, cancellationToken);
            Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Waiting), reading.Message);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
        while (!reading.Message!.Contains("cannot start: ", StringComparison.Ordinal));

        place.Time.Advance(TimeSpan.FromSeconds(131));
        reading = await place.MeasureAsync(meter, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(reading.Message, Does.Contain("timeoutSeconds").And.Contain("cannot start: "));
    }

    [Test]
    public async Task A_template_that_the_server_refuses_and_a_Job_of_somebody_else_are_errors_with_the_reason(CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        var refused = await place.MeasureAsync(place.Meter("{}", container: """{"name":"Not A Name","image":"x"}"""), cancellationToken);
        Assert.That(refused.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(refused.Message, Does.Contain("containers[0].name"));
        var meter = place.Meter("{}");
        await place.MeasureAsync(meter, cancellationToken);
        var theirs = place.Scene with { Rollout = place.Scene.Rollout with { Uid = "another" } };
        var name = JobNames.Of("fraud", JobNames.RunOf(place.Request(GatePlace.Spec("{}")), theirs), 0);
        await place.Namespace.RunAsync(["create", "job", name, "--image=x"], null, cancellationToken);
        var taken = await new JobMeter(GatePlace.Spec("{}").Job!, place.Request(GatePlace.Spec("{}")), theirs, place.Client, place.Time)
            .MeasureAsync(TestScenes.Context(TestScenes.Gate("job", GatePlace.Spec("{}")), theirs), cancellationToken);
        Assert.That(taken.Message, Does.Contain($"there is a Job {name} that is not this rollout's"));
    }

    [Test]
    public async Task Secrets_are_read_by_reference_and_never_print_themselves(CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        await place.Namespace.RunAsync(["create", "secret", "generic", "prom", "--from-literal=token=s3cr3t"], null, cancellationToken);
        var reader = new SecretReader(place.Client);
        var secret = await reader.ReadAsync(place.Namespace.Name, new SecretKeyReference { Name = "prom", Key = "token" }, cancellationToken);
        Assert.That((secret.Reveal(), secret.ToString()), Is.EqualTo(("s3cr3t", "(redacted)")));
        Assert.That(
            async () => await reader.ReadAsync(place.Namespace.Name, new SecretKeyReference { Name = "prom", Key = "none" }, cancellationToken),
            Throws.TypeOf<SecretException>().With.Message.Contains("none"));
        Assert.That(
            async () => await reader.ReadAsync(place.Namespace.Name, new SecretKeyReference { Name = "gone", Key = "token" }, cancellationToken),
            Throws.TypeOf<SecretException>().With.Message.Contains("there is no Secret"));
    }

    [Test]
    public async Task Pods_are_reached_through_the_pod_proxy_and_by_way_of_the_API_server(CancellationToken cancellationToken)
    {
        await using var place = await GatePlace.CreateAsync(cancellationToken);
        await place.Namespace.RunAsync(["run", "server", "--image=models.example/fraud:2.0.0", "--port=8080"], null, cancellationToken);
        await place.Namespace.RunAsync(["wait", "--for=condition=Ready", "pod/server", "--timeout=60s"], null, cancellationToken);
        var pod = await place.Client.Resource<Pod>().GetAsync(place.Namespace.Key("server"), cancellationToken);
        var ready = new ScenePod(place.Namespace.Key("server"), pod!.Status!.PodIP!);
        using var http = new GateHttp(new GateHttpOptions { PodProxy = place.Namespace.Cluster.PodProxy.Url });
        foreach (var transport in (IPodTransport[])[new DirectPodTransport(http), new ApiServerPodTransport(place.Client)])
        {
            var reading = await ProbeAsync(place, transport, ready, cancellationToken);
            Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Pass), $"{transport}: {reading.Message}");
        }

        var gone = await ProbeAsync(place, new ApiServerPodTransport(place.Client), ready with { Key = place.Namespace.Key("gone") }, cancellationToken);
        Assert.That(gone.Outcome, Is.EqualTo(MeasurementOutcome.Fail));
        Assert.That(gone.Message, Does.Contain("by the API server"));
    }

    private static Task<GateReading> ProbeAsync(GatePlace place, IPodTransport transport, ScenePod pod, CancellationToken cancellationToken)
    {
        var check = new ProbeCheck { Path = "/v2/health/ready" };
        var scene = place.Scene with { Candidate = TestScenes.Revision(TestScenes.Candidate, "2.0.0") with { Pods = [pod] } };
        return new ProbeMeter(check, scene, transport).MeasureAsync(
            TestScenes.Context(TestScenes.Gate("probe", new ModelGateSpec { Type = GateType.Probe, Probe = check }), scene), cancellationToken);
    }
}
