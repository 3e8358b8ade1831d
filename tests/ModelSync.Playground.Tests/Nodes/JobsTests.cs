namespace ModelSync.Playground.Tests.Nodes;

/// <summary>The real Job controller's judgement of simulated pods.</summary>
[CancelAfter(300_000)]
internal sealed class JobsTests
{
    private Namespaced _ns = null!;

    [OneTimeSetUp]
    public async Task Start() => _ns = await (await NodesWorld.GetAsync()).NamespaceAsync("jobs", CancellationToken.None);

    [Test]
    public async Task A_Job_runs_to_its_end(CancellationToken cancellationToken)
    {
        await _ns.KubectlAsync("create job once --image=once", cancellationToken);
        await _ns.KubectlAsync("wait --for=condition=complete job/once --timeout=60s", cancellationToken);
        Assert.That(await _ns.KubectlAsync("logs job/once", cancellationToken), Is.EqualTo("simulated: exited with code 0 (Completed)"));
    }

    [Test]
    public async Task A_Job_that_fails_is_tried_again_as_often_as_its_limit_says(CancellationToken cancellationToken)
    {
        await CreateAsync("failing", """ "backoffLimit": 1, """, "Never", """ "playground.modelsync.io/exit-code": "4" """, cancellationToken);
        await _ns.KubectlAsync("wait --for=condition=failed job/failing --timeout=90s", cancellationToken);
        var codes = await _ns.KubectlAsync("get pods -l job-name=failing -o=jsonpath={.items[*].status.containerStatuses[0].state.terminated.exitCode}", cancellationToken);
        Assert.That(codes, Is.EqualTo("4 4"));
    }

    [Test]
    public async Task A_deadline_ends_a_pod_that_hangs(CancellationToken cancellationToken)
    {
        await _ns.RunAsync("late", cancellationToken, spec: "\"restartPolicy\": \"Never\", \"activeDeadlineSeconds\": 1,");
        await _ns.UntilAsync("get pod late -o=jsonpath={.status.phase}{.status.reason}", output => output == "FailedDeadlineExceeded", cancellationToken);
    }

    private Task CreateAsync(string name, string jobSpec, string restartPolicy, string annotations, CancellationToken cancellationToken) => _ns.KubectlAsync(
        "create -f -",
        cancellationToken,
        $$"""
        {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "{{name}}"}, "spec": { {{jobSpec}} "template": {"metadata": {"annotations": { {{annotations}} } },
         "spec": {"restartPolicy": "{{restartPolicy}}", "containers": [{"name": "c", "image": "i"}]} } } }
        """);
}
