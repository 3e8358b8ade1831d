using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>The deadline of a step: 600 s of missing capacity, whatever readiness does, and no second of a hold.</summary>
public sealed class DeadlinesTests
{
    [Test]
    public void A_step_without_its_pods_fails_at_the_deadline_and_not_a_second_before()
    {
        var scene = Stuck();
        Assert.That(scene.Part.DeadlineStartedAt, Is.EqualTo(Stamp.Of(scene.Now)));
        Assert.That(scene.Decide().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(600)));
        Pass(scene, 599);
        Assert.That(scene.Candidate!.Stage, Is.EqualTo(CandidateStage.Progressing));
        Assert.That(scene.Decide().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Pass(scene, 1);
        Assert.That((scene.Candidate, scene.Status!.Failed!.Reason), Is.EqualTo(((CandidateStatus?)null, ReturnReason.ProgressDeadlineExceeded)));
        Assert.That(scene.Status.Failed.Message, Does.StartWith("the step did not get its capacity and route within 600 s: "));
    }

    [Test]
    public void A_fleet_that_a_failure_halts_is_degraded_and_not_paused()
    {
        var scene = Given.Fleet(new PlacementSpec { OnFailure = FleetFailureMode.Halt, Lockstep = false }).At(1);
        scene.Circumstances["b"] = static seen => seen with
        {
            Revisions = [.. seen.Revisions.Select(static found => found.Revision == "r2" ? found with { ReadyEndpoints = 0, Problem = new PodProblem(PodProblemKind.CrashLoop, "it crashes") } : found)],
        };
        scene.Rest();
        Assert.That(scene.Status!.Phase, Is.EqualTo(RolloutPhase.Degraded));
        Assert.That(scene.Status.Pause, Is.Null);
        Assert.That(scene.Part.Reason, Is.EqualTo("MaxFailuresExceeded"));
        Assert.That(scene.Status.Conditions!.Single(condition => condition.Type == "Stalled").Message, Does.Contain("abort brings all clusters back"));
    }

    [Test]
    public void The_pods_own_words_are_told()
    {
        var scene = Stuck();
        scene.Problems["r2"] = new PodProblem(PodProblemKind.ImagePull, "registry.example/server:2 can't be pulled");
        Pass(scene, 600);
        Assert.That(scene.Status!.Failed!.Message, Is.EqualTo("the step did not get its capacity and route within 600 s: registry.example/server:2 can't be pulled"));
    }

    [Test]
    public void Readiness_that_flaps_wins_no_time()
    {
        var scene = Given.Canary().At(1);
        for (var i = 1; i <= 5; i++)
        {
            Ready(scene, 1);
            Pass(scene, 100);
            Assert.That(scene.Candidate, Is.Not.Null);
            Ready(scene, 2);
            Pass(scene, 50);
            Assert.That((scene.Part.DeadlineStartedAt, scene.Part.DeadlineUsedSeconds), Is.EqualTo(((Kubernetes.Values.KubeTime?)null, i * 100)));
        }

        Ready(scene, 1);
        Pass(scene, 99);
        Assert.That(scene.Candidate, Is.Not.Null);
        Pass(scene, 1);
        Assert.That(scene.Status!.Failed!.Reason, Is.EqualTo(ReturnReason.ProgressDeadlineExceeded));
    }

    [Test]
    public void A_hold_stops_the_deadline()
    {
        var scene = Stuck();
        Pass(scene, 500);
        scene.Spec = scene.Spec with { Paused = true };
        scene.Rest();
        Assert.That((scene.Part.DeadlineStartedAt, scene.Part.DeadlineUsedSeconds), Is.EqualTo(((Kubernetes.Values.KubeTime?)null, 500)));
        Pass(scene, 5000);
        scene.Spec = scene.Spec with { Paused = false };
        scene.Rest();
        Pass(scene, 99);
        Assert.That(scene.Candidate!.Stage, Is.EqualTo(CandidateStage.Progressing));
        Pass(scene, 1);
        Assert.That(scene.Status!.Failed, Is.Not.Null);
    }

    [Test]
    public void The_next_step_has_a_deadline_of_its_own()
    {
        var scene = Given.Canary().At(2);
        scene.Slow.Add("r2");
        scene.Say("promote", "r2", "a").Rest();
        Assert.That((scene.Part.Step, scene.Part.DeadlineUsedSeconds, scene.Part.DeadlineStartedAt), Is.EqualTo((3, (int?)null, Stamp.Of(scene.Now))));
    }

    [Test]
    public void A_cluster_that_does_not_answer_does_not_miss_it()
    {
        var scene = Stuck();
        scene.Circumstances["local"] = static seen => seen with { Reachability = Reachability.Unknown };
        scene.Rest();
        Assert.That(scene.Part.DeadlineStartedAt, Is.Null);
    }

    private static Scene Stuck() => Given.Canary().Set(static s => s.Slow.Add("r2")).At(0);

    private static void Pass(Scene scene, int seconds)
    {
        scene.Now += TimeSpan.FromSeconds(seconds);
        scene.Rest();
    }

    private static void Ready(Scene scene, int count)
    {
        var pods = scene.Member.Find("r2")!;
        (pods.Ready, pods.Unready) = (count, 2 - count);
        scene.Slow.Add("r2");
        scene.Rest();
    }
}
