using System.Text.Json.Nodes;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>Each behaviour as kubectl shows it.</summary>
[CancelAfter(300_000)]
internal sealed class PodStatesTests
{
    private Namespaced _ns = null!;

    [OneTimeSetUp]
    public async Task Start() => _ns = await (await NodesWorld.GetAsync()).NamespaceAsync("states", CancellationToken.None);

    [Test]
    public async Task A_crash_loop_is_shown_with_its_restarts_and_heals_when_the_annotation_goes(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("crashing", cancellationToken, annotations: [("state", "CrashLoop"), ("run-ms", "0"), ("exit-code", "3")]);
        await _ns.UntilAsync("get pod crashing --no-headers", output => output.Contains("CrashLoopBackOff", StringComparison.Ordinal), cancellationToken);
        var status = (await _ns.GetAsync("pod crashing", cancellationToken))["status"]!["containerStatuses"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((int)status["restartCount"]!, Is.GreaterThanOrEqualTo(1));
            Assert.That((int)status["lastState"]!["terminated"]!["exitCode"]!, Is.EqualTo(3));
            Assert.That((string)status["lastState"]!["terminated"]!["reason"]!, Is.EqualTo("Error"));
            Assert.That((string)status["containerID"]!, Does.StartWith("containerd://"));
        });
        await _ns.KubectlAsync("annotate pod crashing playground.modelsync.io/state- playground.modelsync.io/run-ms- playground.modelsync.io/exit-code-", cancellationToken);
        await _ns.UntilReadyAsync("crashing", cancellationToken);
    }

    [Test]
    public async Task Events_are_a_kubelets_and_counted(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("telling", cancellationToken, annotations: [("state", "CrashLoop"), ("run-ms", "0")]);
        JsonNode[] events = [];
        await Eventually.TrueAsync(
            async () =>
            {
                events = [.. (await _ns.GetAsync("events --field-selector involvedObject.name=telling", cancellationToken))["items"]!.AsArray().Select(one => one!)];
                return events.Any(one => (string?)one["reason"] == "Created" && (int?)one["count"] >= 2) && events.Any(one => (string?)one["reason"] == "BackOff");
            },
            cancellationToken);
        var created = events.Single(one => (string?)one["reason"] == "Created");
        Assert.Multiple(() =>
        {
            Assert.That(events.Select(one => (string?)one["reason"]), Is.SupersetOf(new[] { "Scheduled", "Pulling", "Pulled", "Created", "Started", "BackOff" }));
            Assert.That((string?)created["source"]!["component"], Is.EqualTo("kubelet"));
            Assert.That((string?)created["source"]!["host"], Does.StartWith("node-"));
            Assert.That((string?)created["involvedObject"]!["fieldPath"], Is.EqualTo("spec.containers{model}"));
        });
    }

    [Test]
    public async Task A_container_that_ran_out_of_memory_says_so(CancellationToken cancellationToken)
    {
        const string LastExit = "{.status.containerStatuses[0].lastState.terminated.reason}{.status.containerStatuses[0].lastState.terminated.exitCode}";
        await _ns.RunAsync("hungry", cancellationToken, annotations: [("state", "OOMKilled"), ("run-ms", "50")]);
        await _ns.RunAsync("hungry-once", cancellationToken, spec: "\"restartPolicy\": \"Never\",", annotations: [("state", "OOMKilled")]);
        await _ns.UntilAsync("get pod hungry-once --no-headers", output => output.Contains("OOMKilled", StringComparison.Ordinal), cancellationToken);
        await _ns.UntilAsync($"get pod hungry -o=jsonpath={LastExit}", output => output == "OOMKilled137", cancellationToken);
    }

    [Test]
    public async Task An_image_that_is_not_there_is_shown_until_it_is(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("unpullable", cancellationToken, annotations: [("state", "ImagePullError")]);
        await _ns.UntilAsync("get pod unpullable --no-headers", output => output.Contains("ImagePullBackOff", StringComparison.Ordinal), cancellationToken);
        Assert.That(await _ns.KubectlAsync("get pod unpullable -o=jsonpath={.status.phase}", cancellationToken), Is.EqualTo("Pending"));
        await _ns.UntilAsync(
            "get events --field-selector involvedObject.name=unpullable,reason=Failed -o=jsonpath={.items[*].message}",
            output => output.Contains("Error: ErrImagePull", StringComparison.Ordinal) && output.Contains("code = NotFound", StringComparison.Ordinal),
            cancellationToken);
        await _ns.KubectlAsync("annotate pod unpullable --overwrite playground.modelsync.io/state=Ready", cancellationToken);
        await _ns.UntilReadyAsync("unpullable", cancellationToken);
    }

    [Test]
    public async Task The_scheduler_itself_says_that_no_node_fits_until_one_shall(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("homeless", cancellationToken, annotations: [("state", "Unschedulable")]);
        var condition = await _ns.UntilAsync("get pod homeless -o=jsonpath={.status.conditions[?(@.type==\"PodScheduled\")]}", output => output.Length > 0, cancellationToken);
        Assert.That(condition, Does.Contain("Unschedulable").And.Contain("0/3 nodes are available"));
        await _ns.UntilAsync("get events --field-selector involvedObject.name=homeless,reason=FailedScheduling -o name", output => output.Length > 0, cancellationToken);
        await _ns.KubectlAsync("annotate pod homeless playground.modelsync.io/state-", cancellationToken);
        await _ns.UntilReadyAsync("homeless", cancellationToken);
    }

    [Test]
    public async Task Slow_starts_and_slow_models_are_waited_for_and_can_be_cut_short(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("slow", cancellationToken, annotations: [("start-delay-ms", "3600000"), ("ready-delay-ms", "3600000")]);
        await _ns.UntilAsync("get pod slow --no-headers", output => output.Contains("ContainerCreating", StringComparison.Ordinal), cancellationToken);
        await _ns.KubectlAsync("annotate pod slow --overwrite playground.modelsync.io/start-delay-ms=1", cancellationToken);
        await _ns.UntilAsync(
            "get pod slow --no-headers",
            output => output.Contains("Running", StringComparison.Ordinal) && output.Contains("0/1", StringComparison.Ordinal),
            cancellationToken);
        await _ns.KubectlAsync("annotate pod slow --overwrite playground.modelsync.io/ready-delay-ms=1", cancellationToken);
        await _ns.UntilReadyAsync("slow", cancellationToken);
    }

    [Test]
    public async Task A_pod_that_is_held_or_unready_follows_its_annotation_and_keeps_no_old_reason(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("held", cancellationToken, annotations: [("state", "Pending")]);
        await _ns.UntilAsync("get pod held --no-headers", output => output.Contains("ContainerCreating", StringComparison.Ordinal), cancellationToken);
        await _ns.KubectlAsync("annotate pod held --overwrite playground.modelsync.io/state=NotReady", cancellationToken);
        await _ns.UntilAsync("get pod held -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}", output => output == "ContainersNotReady", cancellationToken);
        await _ns.UntilAsync("get events --field-selector involvedObject.name=held,reason=Unhealthy -o name", output => output.Length > 0, cancellationToken);
        await _ns.KubectlAsync("annotate pod held playground.modelsync.io/state-", cancellationToken);
        await _ns.UntilReadyAsync("held", cancellationToken);
        Assert.That(await _ns.KubectlAsync("get pod held -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}", cancellationToken), Is.Empty);
    }

    [Test]
    public async Task What_can_not_be_read_becomes_a_warning_on_the_pod(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("confused", cancellationToken, annotations: [("state", "Sleepy")]);
        await _ns.UntilReadyAsync("confused", cancellationToken);
        var message = await _ns.UntilAsync(
            "get events --field-selector involvedObject.name=confused,reason=InvalidBehavior -o=jsonpath={.items[*].type}{.items[*].message}", output => output.Length > 0, cancellationToken);
        Assert.That(message, Does.StartWith("Warning").And.Contain("state is \"Sleepy\"").And.Contain("CrashLoop"));
    }

    [Test]
    public async Task A_ConfigMap_speaks_for_all_pods_of_a_version_at_once(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("old", cancellationToken, version: "8.0.0");
        await _ns.RunAsync("new", cancellationToken, version: "9.0.0-rc.1");
        await _ns.UntilReadyAsync("old", cancellationToken);
        await _ns.UntilReadyAsync("new", cancellationToken);
        await _ns.KubectlAsync("create configmap playground-behaviors --from-literal=fraud-9.0.0-rc.1=state=NotReady", cancellationToken);
        await _ns.UntilAsync("get pod new -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].status}", output => output == "False", cancellationToken);
        await _ns.UntilReadyAsync("old", cancellationToken);
        await _ns.KubectlAsync("delete configmap playground-behaviors", cancellationToken);
        await _ns.UntilReadyAsync("new", cancellationToken);
    }

    [Test]
    public async Task Termination_is_slow_when_it_is_said_so_and_bounded_by_the_grace_period(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("lingering", cancellationToken, spec: "\"terminationGracePeriodSeconds\": 600,", annotations: [("termination-ms", "3600000")]);
        await _ns.UntilReadyAsync("lingering", cancellationToken);
        await _ns.KubectlAsync("delete pod lingering --wait=false", cancellationToken);
        await _ns.UntilAsync("get pod lingering -o=jsonpath={.status.conditions[?(@.type==\"Ready\")].status}", output => output == "False", cancellationToken);
        Assert.That(await _ns.KubectlAsync("get pod lingering --no-headers", cancellationToken), Does.Contain("Terminating"));
        await _ns.KubectlAsync("delete pod lingering --grace-period=1", cancellationToken);
        await _ns.UntilAsync("get events --field-selector involvedObject.name=lingering,reason=Killing -o name", output => output.Length > 0, cancellationToken);
    }

    [Test]
    public async Task A_server_that_drains_holds_its_pod_until_it_is_done(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("draining", cancellationToken, spec: "\"terminationGracePeriodSeconds\": 600,");
        await _ns.UntilReadyAsync("draining", cancellationToken);
        var server = _ns.World.Servers.Find("states/draining")!;
        var busy = new TaskCompletionSource();
        server.Busy = busy.Task;
        await _ns.KubectlAsync("delete pod draining --wait=false", cancellationToken);
        await Eventually.TrueAsync(() => server.IsDraining, cancellationToken);
        Assert.That(await _ns.KubectlAsync("get pod draining -o name", cancellationToken), Is.EqualTo("pod/draining"));
        busy.SetResult();
        await _ns.UntilAsync("get pods --field-selector metadata.name=draining -o name", output => output.Length == 0, cancellationToken);
        await Eventually.TrueAsync(() => _ns.World.Servers.Find("states/draining") is null, cancellationToken);
    }
}
