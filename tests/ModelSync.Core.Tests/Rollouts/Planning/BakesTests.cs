using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>The bake, and what remains of a rollout when it is over.</summary>
public sealed class BakesTests
{
    [Test]
    public void A_bake_with_passing_gates_ends_after_its_time_and_proves_the_revision()
    {
        var scene = Given.Canary().Baking().Passing();
        var startedAt = scene.Candidate!.StartedAt;
        Pass(scene, 119);
        Assert.That(scene.Candidate!.Stage, Is.EqualTo(CandidateStage.Baking));
        Assert.That(scene.Decide().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Pass(scene, 1);
        Assert.That(scene.Status!.Stable, Is.EqualTo(new RevisionStatus { Version = "2.0.0", Digest = Samples.Digest("2.0.0"), Revision = "r2" }));
        Assert.That(scene.Status.History![0], Is.EqualTo(new HistoryEntry
        {
            Version = "2.0.0",
            Digest = Samples.Digest("2.0.0"),
            Revision = "r2",
            Outcome = RolloutOutcome.Promoted,
            Reason = "its bake finished healthy",
            StartedAt = startedAt,
            FinishedAt = Stamp.Of(scene.Now),
        }));
        Assert.That((scene.Status.Candidate, scene.Status.Step, scene.Status.Wave, scene.Status.Pause), Is.EqualTo(((CandidateStatus?)null, (StepStatus?)null, (WaveStatus?)null, (PauseStatus?)null)));
        Assert.That(scene.Status.Phase, Is.EqualTo(RolloutPhase.Healthy));
    }

    [Test]
    public void A_bake_without_a_verdict_is_looked_at_again_when_it_may_last_no_longer()
    {
        var scene = Given.Canary().Baking();
        Pass(scene, 121);
        Assert.That(scene.Decide().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(3600 - 121)));
    }

    [Test]
    public void A_bake_that_nobody_could_watch_begins_again()
    {
        var scene = Given.Canary().Baking().Passing();
        Pass(scene, 60);
        scene.Circumstances["local"] = static seen => seen with { Reachability = Reachability.Unknown };
        scene.Rest();
        Pass(scene, 200);
        scene.Circumstances.Clear();
        scene.Rest();
        Assert.That((scene.Candidate!.Stage, scene.Part.BakeStartedAt), Is.EqualTo(((CandidateStage?)CandidateStage.Baking, (Kubernetes.Values.KubeTime?)Stamp.Of(scene.Now))));
        Pass(scene, 119);
        Assert.That(scene.Candidate!.Stage, Is.EqualTo(CandidateStage.Baking));
        Pass(scene, 1);
        Assert.That(scene.Status!.Stable!.Revision, Is.EqualTo("r2"));
    }

    [TestCase(GateVerdict.Running)]
    [TestCase(GateVerdict.Inconclusive)]
    [TestCase(GateVerdict.Error)]
    public void A_bake_without_a_verdict_ends_at_its_limit_and_proves_nothing(GateVerdict verdict)
    {
        var scene = Given.Canary().Baking().Saying(verdict);
        Pass(scene, 3599);
        Assert.That(scene.Candidate!.Stage, Is.EqualTo(CandidateStage.Baking));
        scene.Now += TimeSpan.FromSeconds(1);
        Assert.That(scene.Decide().Events, Has.Some.EqualTo(new RolloutEvent(
            IsWarning: true, "BakedInconclusive", $"2.0.0 has baked in local for 3600 s without a verdict of errors ({verdict}): it serves, but is not proven")));
        scene.Rest();
        Assert.That((scene.Status!.Stable!.Revision, scene.Status.History![0].Outcome, scene.Status.History[0].Reason), Is.EqualTo(("r2", RolloutOutcome.BakedInconclusive, "its bake ran out without a verdict")));

        // Not proven: a failure of the next one still goes back to it, but nobody can choose it later.
        scene.Passing().Naming(3).Until(static s => s.Status!.Pause?.Reason == PauseReason.AwaitingPromotion, "the end").Say("promote", "r3", "on").Until(static s => s.Status!.Stable!.Revision == "r3", "r3");
        Assert.That(scene.Say("undo", "r3", "back").Decide().Status.Override!.Revision, Is.EqualTo("r1"));
    }

    [TestCase(120, 10)]
    [TestCase(0, 0)]
    public void An_inconclusive_bake_never_ends_before_a_conclusive_one_would(int bake, int limit)
    {
        var scene = Given.Canary().With(spec => spec with { Strategy = spec.Strategy! with { BakeSeconds = bake, BakeMaxSeconds = limit } }).AtTheEnd();
        scene.Verdicts[Samples.BackgroundGate] = GateVerdict.Passed;
        scene.Say("promote", "r2", "a");
        if (bake > 0)
        {
            scene.Until(static s => s.Part.Stage == ClusterStage.Baking, "the bake").Saying(GateVerdict.Running).Rest();
            Pass(scene, bake - 1);
            Assert.That(scene.Candidate, Is.Not.Null);
            Pass(scene, 1);
        }

        scene.Rest();
        Assert.That(scene.Status!.Stable!.Revision, Is.EqualTo("r2"));
    }

    [Test]
    public void A_failed_gate_ends_a_bake_by_weight_alone()
    {
        var decision = Given.Canary().Baking().Saying(GateVerdict.Failed).Decide();
        Assert.That((decision.Status.Candidate!.Stage, decision.Status.Candidate.Reason), Is.EqualTo((CandidateStage.Returning, ReturnReason.GateFailed)));
        var traffic = decision.Actions.OfType<Core.Actions.ApplyTraffic>().Single();
        Assert.That((traffic.Split.Of("r1"), traffic.Split.Of("r2")), Is.EqualTo((100, 0)));
        Assert.That(decision.Actions.OfType<Core.Actions.ApplyRevision>(), Is.Empty, "stable was at full scale all the time");
    }

    [Test]
    public void A_gate_for_the_steps_alone_has_no_say_in_the_bake_and_one_for_the_bake_none_before()
    {
        var steps = Given.Canary().With(static spec => spec with { Gates = [spec.Gates![0] with { When = GatePeriod.Progress }] }).Baking().Saying(GateVerdict.Failed).Rest();
        Assert.That(steps.Candidate!.Stage, Is.EqualTo(CandidateStage.Baking));
        var bake = Given.Canary().With(static spec => spec with { Gates = [spec.Gates![0] with { When = GatePeriod.Bake }] }).At(2).Saying(GateVerdict.Failed).Rest();
        Assert.That(bake.Candidate!.Stage, Is.EqualTo(CandidateStage.Progressing));
    }

    [Test]
    public void History_keeps_ten_entries_the_newest_first()
    {
        var scene = Given.Canary().Set(static s => s.Status = s.Status! with { History = [.. Enumerable.Repeat(s.Status.History![0], 9), s.Status.History[1]] }).At(1).Say("abort", "r2", "a").Rest();
        Assert.That(scene.Status!.History!.Select(static entry => entry.Revision), Is.EqualTo(Enumerable.Repeat("r1", 9).Prepend("r2")));
        Assert.That((scene.Status.History![0].Outcome, scene.Status.History[0].Reason), Is.EqualTo((RolloutOutcome.Aborted, "somebody aborted it")));
    }

    [Test]
    public void What_served_before_goes_after_its_delay_and_what_never_came_so_far_after_that_of_an_abort()
    {
        var scene = Given.Canary().With(static spec => spec with { Strategy = spec.Strategy! with { ScaleDownDelaySeconds = 100, AbortScaleDownDelaySeconds = 20 } });
        var aborted = scene.Copy().At(1).Say("abort", "r2", "a").Rest();
        Assert.That(aborted.Part.Retiring, Is.EqualTo(new[] { new RetiringRevision { Revision = "r2", Since = Stamp.Of(aborted.Now), DelaySeconds = 20 } }));
        Pass(aborted, 19);
        Assert.That((aborted.Member.Find("r2")!.Desired, aborted.Decide().RequeueAfter), Is.EqualTo((2, TimeSpan.FromSeconds(1))));
        Pass(aborted, 1);
        Assert.That((aborted.Member.Find("r2")!.Desired, aborted.Part.Retiring?.Count ?? 0), Is.EqualTo((0, 0)));

        scene.Promoted();
        Assert.That(scene.Part.Retiring!.Single(), Has.Property("DelaySeconds").EqualTo(100).And.Property("Revision").EqualTo("r1"));
        Pass(scene, 99);
        Assert.That(scene.Member.Find("r1")!.Desired, Is.EqualTo(8));
        Pass(scene, 1);
        Assert.That(scene.Member.Find("r1")!.Desired, Is.EqualTo(0));
    }

    [Test]
    public void A_delay_that_is_edited_counts_at_once()
    {
        var scene = Given.Canary().At(1).Say("abort", "r2", "a").Rest();
        Pass(scene, 10);
        scene.Spec = scene.Spec with { Strategy = scene.Spec.Strategy! with { AbortScaleDownDelaySeconds = 5 } };
        scene.Rest();
        Assert.That(scene.Member.Find("r2")!.Desired, Is.EqualTo(0));
    }

    private static void Pass(Scene scene, int seconds)
    {
        scene.Now += TimeSpan.FromSeconds(seconds);
        scene.Rest();
    }
}
