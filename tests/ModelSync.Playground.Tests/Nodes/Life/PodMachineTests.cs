using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;

namespace ModelSync.Playground.Tests.Nodes.Life;

internal sealed class PodMachineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void A_healthy_pod_is_ready_at_once_and_asks_for_no_further_look()
    {
        var pod = new PodDriver(TestPod.Make(), PodBehavior.Unsaid).Look();
        Assert.Multiple(() =>
        {
            Assert.That(pod.Life.Phase, Is.EqualTo("Running"));
            Assert.That(pod.Condition("Ready"), Is.EqualTo("True"));
            Assert.That(pod.Wake, Is.Null);
            Assert.That(pod.Reasons, Is.EqualTo(new[] { "Pulling", "Pulled", "Created", "Started" }));
            Assert.That(pod.Told[0].Event.FieldPath, Is.EqualTo("spec.containers{c1}"));
        });
    }

    [Test]
    public void Delays_hold_the_start_and_then_the_readiness_back()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { StartDelay = 3 * Second, ReadyDelay = 5 * Second });
        Assert.That(pod.Until(2.9).Status["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.ToString(), Is.EqualTo("ContainerCreating"));
        Assert.That(pod.Status["podIP"], Is.Null, "a sandbox that is not there has no address");
        pod.Until(3);
        Assert.That((pod.Life.Phase, pod.Condition("Ready")), Is.EqualTo(("Running", "False ContainersNotReady")));
        pod.Until(7.9);
        Assert.That(pod.Container.IsReady, Is.False);
        Assert.That(pod.Until(8).Condition("Ready"), Is.EqualTo("True"));
    }

    [Test]
    public void A_pod_that_is_held_stays_until_it_is_let_go()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.Pending }).Until(1000);
        Assert.That((pod.Life.Phase, pod.Wake), Is.EqualTo(("Pending", (DateTimeOffset?)null)));
        pod.Behavior = PodBehavior.Unsaid;
        Assert.That(pod.Look().Condition("Ready"), Is.EqualTo("True"));
    }

    [Test]
    public void A_crash_loop_waits_as_kubelets_do()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.CrashLoop, Run = TimeSpan.Zero });
        pod.Until(2000);

        // At once, then 10 s, 20 s, … after the exit; from the seventh on five minutes.
        var starts = pod.Told.Where(told => told.Event.Reason == "Started").Select(told => told.At.TotalSeconds).ToArray();
        Assert.That(starts.Zip(starts[1..], (left, right) => right - left), Is.EqualTo(new double[] { 1, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300 }));
        Assert.That(pod.Container.Restarts, Is.EqualTo(starts.Length - 1));
    }

    [Test]
    public void The_status_of_a_crash_loop_is_that_of_a_kubelet()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.OOMKilled });
        var exited = pod.Until(1).Status["containerStatuses"]![0]!;
        Assert.That(exited["state"]!["terminated"]!["reason"]!.ToString(), Is.EqualTo("OOMKilled"));
        var waiting = pod.Until(4).Status["containerStatuses"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(waiting["state"]!["waiting"]!["reason"]!.ToString(), Is.EqualTo("CrashLoopBackOff"));
            Assert.That(waiting["state"]!["waiting"]!["message"]!.ToString(), Is.EqualTo("back-off 10s restarting failed container=c1 pod=web_default(uid-web)"));
            Assert.That((int)waiting["lastState"]!["terminated"]!["exitCode"]!, Is.EqualTo(137));
            Assert.That((int)waiting["restartCount"]!, Is.EqualTo(1));
            Assert.That(pod.Life.Phase, Is.EqualTo("Running"));
            Assert.That(pod.Told.Last(told => told.Event.IsWarning).Event.Message, Is.EqualTo("Back-off restarting failed container c1 in pod web_default(uid-web)"));
        });
    }

    [Test]
    public void A_run_of_ten_minutes_forgives_what_came_before()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.CrashLoop }).Until(200);
        Assert.That(pod.Container.Crash!.Value.Delay, Is.GreaterThan(TimeSpan.FromSeconds(30)));
        pod.Behavior = PodBehavior.Unsaid;
        pod.Until(1000);
        Assert.That(pod.Container.IsReady, Is.True);
        pod.Behavior = new PodBehavior { State = PodState.CrashLoop };
        pod.Until(1003);
        Assert.That(pod.Container.Crash!.Value.Delay, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_crash_loop_that_heals_starts_at_once_and_one_that_needs_restarts_gets_them()
    {
        var healed = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.CrashLoop }).Until(60);
        Assert.That(healed.Container.Stage, Is.EqualTo(ContainerStage.CrashBackOff));
        healed.Behavior = PodBehavior.Unsaid;
        Assert.That(healed.Look().Condition("Ready"), Is.EqualTo("True"));

        var patient = new PodDriver(TestPod.Make(), new PodBehavior { RestartsUntilReady = 3 }).Until(300);
        Assert.That((patient.Condition("Ready"), patient.Container.Restarts), Is.EqualTo(("True", 3)));
    }

    [Test]
    public void An_image_that_is_not_there_is_asked_for_again_and_again()
    {
        var pod = new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.ImagePullError });
        string Reason() => pod.Status["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.ToString();
        pod.Look();
        Assert.That(Reason(), Is.EqualTo("ErrImagePull"));
        Assert.That(pod.Until(5).Life.Phase, Is.EqualTo("Pending"));
        Assert.That(Reason(), Is.EqualTo("ImagePullBackOff"));
        pod.Until(10);
        Assert.That(Reason(), Is.EqualTo("ErrImagePull"));
        pod.Until(700);
        Assert.That(pod.Told.Where(told => told.Event.Reason == "Pulling").Select(told => told.At.TotalSeconds), Is.EqualTo(new double[] { 0, 10, 30, 70, 150, 310, 610 }));
        Assert.That(pod.Told.Select(told => told.Event.Message), Has.Some.EqualTo("Back-off pulling image \"registry.example:5000/models/fraud:1\"").And.Some.EqualTo("Error: ErrImagePull"));
        pod.Behavior = PodBehavior.Unsaid;
        Assert.That(pod.Look().Condition("Ready"), Is.EqualTo("True"));
    }

    [Test]
    public void Readiness_comes_and_goes_with_the_behavior_and_is_told_like_a_probe()
    {
        var pod = new PodDriver(TestPod.Make(), PodBehavior.Unsaid).Until(5);
        var since = pod.Life.Conditions.Single(condition => condition.Type == "Initialized").LastTransitionTime;
        pod.Behavior = new PodBehavior { State = PodState.NotReady };
        pod.Look();
        Assert.Multiple(() =>
        {
            Assert.That(pod.Condition("Ready"), Is.EqualTo("False ContainersNotReady"));
            Assert.That(pod.Life.Conditions.Single(condition => condition.Type == "Ready").LastTransitionTime!.Value.ToDateTimeOffset(), Is.EqualTo(pod.Now));
            Assert.That(pod.Life.Conditions.Single(condition => condition.Type == "Initialized").LastTransitionTime, Is.EqualTo(since));
        });

        // The spam filter of real kubelets: 25, then one in five minutes.
        pod.Until(1205);
        Assert.That(pod.Reasons.Count(reason => reason == "Unhealthy"), Is.InRange(27, 29));
        pod.Behavior = PodBehavior.Unsaid;
        Assert.That(pod.Look().Condition("Ready"), Is.EqualTo("True"));
    }

    [Test]
    public void A_server_that_hangs_is_ready() =>
        Assert.That(new PodDriver(TestPod.Make(), new PodBehavior { State = PodState.Hang }).Look().Condition("Ready"), Is.EqualTo("True"));
}
