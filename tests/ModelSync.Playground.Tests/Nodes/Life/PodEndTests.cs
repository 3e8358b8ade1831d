using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;

namespace ModelSync.Playground.Tests.Nodes.Life;

internal sealed class PodEndTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestCase("Never", 0, "Succeeded")]
    [TestCase("Never", 3, "Failed")]
    [TestCase("OnFailure", 0, "Succeeded")]
    [TestCase("OnFailure", 3, "Running")]
    public void A_Jobs_pod_ends_with_its_exit_code(string policy, int code, string phase)
    {
        var pod = new PodDriver(TestPod.Make(restartPolicy: policy, owner: "Job", containers: 2), new PodBehavior { Run = 4 * Second, ExitCode = code });
        Assert.That(pod.Until(3.9).Life.Phase, Is.EqualTo("Running"));
        pod.Until(4);
        Assert.That(pod.Life.Phase, Is.EqualTo(phase));
        Assert.That(pod.Container.LastExit!.Code, Is.EqualTo(code));
        Assert.That(pod.Until(100).Container.Restarts, phase == "Running" ? Is.GreaterThan(1) : Is.Zero);
    }

    [Test]
    public void A_completed_pod_says_so()
    {
        var pod = new PodDriver(TestPod.Make(restartPolicy: "Never", owner: "Job", sidecar: true), PodBehavior.Unsaid).Look();
        Assert.That(pod.Condition("Ready"), Is.EqualTo("False PodCompleted"));
        Assert.That(pod.Life.InitContainers[0].Stage, Is.EqualTo(ContainerStage.Exited), "sidecars end with the others");
        Assert.That(pod.Wake, Is.Null);
    }

    [Test]
    public void Init_containers_run_in_order_and_sidecars_go_on()
    {
        var pod = new PodDriver(TestPod.Make(initContainers: 2, sidecar: true), new PodBehavior { StartDelay = Second });
        Assert.That(pod.Look().Condition("Initialized"), Is.EqualTo("False ContainersNotInitialized"));
        Assert.That(pod.Status["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.ToString(), Is.EqualTo("PodInitializing"));
        pod.Until(1);
        Assert.That(pod.Life.InitContainers.Select(container => container.Stage), Is.EqualTo(new[] { ContainerStage.Exited, ContainerStage.Exited, ContainerStage.Running }));
        Assert.That((pod.Condition("Initialized"), pod.Condition("Ready")), Is.EqualTo(("True", "True")));
        Assert.That(
            pod.Told.Where(told => told.Event.Reason == "Started").Select(told => told.Event.FieldPath),
            Is.EqualTo(new[] { "spec.initContainers{init-1}", "spec.initContainers{init-2}", "spec.initContainers{sidecar}", "spec.containers{c1}" }));
    }

    [Test]
    public void Only_the_models_container_misbehaves()
    {
        var pod = TestPod.Make(containers: 2);
        pod = pod.With(spec => spec with { Containers = [spec.Containers![0], spec.Containers[1] with { Env = [new() { Name = "MODEL_NAME", Value = "fraud" }] }] });
        var driver = new PodDriver(pod, new PodBehavior { State = PodState.CrashLoop }).Until(5);
        Assert.That(driver.Life.Containers.Select(container => container.Restarts), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void Readiness_gates_keep_a_pod_unready()
    {
        var pod = new PodDriver(TestPod.Make().With(spec => spec with { ReadinessGates = [new() { ConditionType = "example.com/gate" }] }), PodBehavior.Unsaid).Look();
        Assert.That((pod.Condition("Ready"), pod.Condition("ContainersReady")), Is.EqualTo(("False ReadinessGatesNotReady", "True")));
        pod.Pod = pod.Pod with { Status = pod.Pod.Status! with { Conditions = [new() { Type = "example.com/gate", Status = "True" }] } };
        Assert.That(pod.Look().Condition("Ready"), Is.EqualTo("True"));
    }

    [Test]
    public void The_active_deadline_fails_the_pod()
    {
        var pod = new PodDriver(TestPod.Make().With(spec => spec with { ActiveDeadlineSeconds = 30 }), PodBehavior.Unsaid);
        Assert.That(pod.Until(29).Life.Phase, Is.EqualTo("Running"));
        pod.Until(30);
        Assert.That((pod.Life.Phase, pod.Status["reason"]!.ToString(), pod.Container.LastExit!.Code, pod.Wake), Is.EqualTo(("Failed", "DeadlineExceeded", 137, (DateTimeOffset?)null)));
    }

    [Test]
    public void Termination_is_unready_at_once_and_ends_when_the_server_has_drained()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { Termination = 5 * Second }) { IsDrained = false }.Until(1).Delete(grace: 30);
        Assert.That((pod.Condition("Ready"), pod.Life.MayGo, pod.Reasons.Last()), Is.EqualTo(("False ContainersNotReady", false, "Killing")));
        Assert.That(pod.Until(10).Life.MayGo, Is.False);
        pod.IsDrained = true;
        pod.Look();
        Assert.That((pod.Life.MayGo, pod.Container.LastExit!.Code, pod.Life.Phase), Is.EqualTo((true, 0, "Succeeded")));
    }

    [Test]
    public void Termination_takes_no_longer_than_the_grace_period()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { Termination = 500 * Second }).Until(1).Delete(grace: 30);
        Assert.That(pod.Until(30.9).Life.MayGo, Is.False);
        pod.Until(31);
        Assert.That((pod.Life.MayGo, pod.Container.LastExit!.Code, pod.Reasons.Count(reason => reason == "Killing")), Is.EqualTo((true, 137, 1)));
    }

    [TestCase(0)]
    [TestCase(30)]
    public void A_pod_that_runs_nothing_or_has_no_time_goes_at_once(long grace)
    {
        Assert.That(new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.Pending }).Look().Delete(grace).Life.MayGo, Is.True);
        Assert.That(new PodDriver(TestPod.Make(), new PodBehavior { Termination = grace * Second }) { IsDrained = false }.Look().Delete(grace).Life.MayGo, Is.EqualTo(grace == 0));
    }

    [Test]
    public void A_fresh_process_goes_on_where_the_status_says()
    {
        var before = new PodDriver(TestPod.Make(initContainers: 1, sidecar: true), new PodBehavior { RestartsUntilReady = 2 }).Until(100);
        var after = new PodDriver(before.Pod.Reported(before.Patch), before.Behavior).Look();
        Assert.That(after.Told, Is.Empty);
        Assert.That(after.Status.ToJsonString(), Is.EqualTo(before.Status.ToJsonString()));
    }
}
