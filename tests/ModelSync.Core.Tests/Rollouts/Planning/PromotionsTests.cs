using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Rollouts.Table;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>Promote, promote-full, and the pauses that they end.</summary>
public sealed class PromotionsTests
{
    [Test]
    public void A_timed_pause_says_when_it_ends_and_ends_then()
    {
        var scene = Given.Canary().At(2);
        var start = scene.Part.StepStartedAt!.Value;
        Assert.That(scene.Status!.Pause, Is.EqualTo(new PauseStatus
        {
            Reason = PauseReason.PauseStep,
            Since = start,
            Until = Stamp.Of(start.ToDateTimeOffset().AddSeconds(300)),
            Message = "the pause ends by itself; promote ends it now",
        }));
        Assert.That(scene.Decide().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(300)));
        scene.Now = start.ToDateTimeOffset().AddSeconds(299);
        Assert.That(scene.Rest().Part.Step, Is.EqualTo(2));
        scene.Now = start.ToDateTimeOffset().AddSeconds(300);
        Assert.That(scene.Rest().Part.Step, Is.EqualTo(4));
    }

    [Test]
    public void A_gate_that_is_accepted_joins_those_that_were()
    {
        var scene = Given.Canary().At(1).Set(static s => s.Verdicts[Samples.BackgroundGate] = GateVerdict.Inconclusive).Rest();
        scene.Status = scene.Status! with { Clusters = [scene.Part with { Accepted = ["earlier"] }] };
        Assert.That(scene.Say("promote", "r2", "a").Decide().Status.Clusters![0].Accepted, Is.EqualTo(new[] { "earlier", Samples.BackgroundGate }));
    }

    [Test]
    public void A_second_promote_behind_the_last_step_has_no_effect()
    {
        var scene = Given.Canary().AtTheEnd();
        scene.Verdicts.Clear();
        scene.Say("promote", "r2", "a").Rest().Say("promote", "r2", "b");
        Assert.That(scene.Decide().Events.Single().Message, Is.EqualTo("Promote (id b) had no effect: nothing waits for a person"));
    }

    [Test]
    public void A_pause_without_a_time_waits_for_promote()
    {
        var scene = Given.Canary().AtTheEnd();
        Assert.That((scene.Status!.Pause!.Reason, scene.Status.Pause.Until, scene.Status.Pause.Message), Is.EqualTo((PauseReason.AwaitingPromotion, (Kubernetes.Values.KubeTime?)null, "promote goes on, abort goes back")));
        scene.Now += TimeSpan.FromDays(30);
        Assert.That(scene.Rest().Candidate!.Stage, Is.EqualTo(CandidateStage.Progressing));
    }

    [TestCase(GateVerdict.Inconclusive, FailureMode.Rollback)]
    [TestCase(GateVerdict.Failed, FailureMode.Pause)]
    public void Promote_accepts_the_gate_that_waits_for_a_person_and_only_for_this_step(GateVerdict verdict, FailureMode mode)
    {
        var scene = Given.Canary().With(spec => spec with { OnFailure = mode }).At(1);
        scene.Verdicts[Samples.StepGate] = verdict;
        scene.Rest().Say("promote", "r2", "a").Rest();
        Assert.That((scene.Part.Step, scene.Part.Accepted?.Count ?? 0), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Promote_accepts_a_background_gate_until_the_step_ends()
    {
        var scene = Given.Canary().With(static spec => spec with { OnFailure = FailureMode.Pause }).At(1);
        scene.Verdicts[Samples.BackgroundGate] = GateVerdict.Failed;
        scene.Rest().Say("promote", "r2", "a").Rest();
        Assert.That((scene.Part.Accepted, scene.Status!.Pause), Is.EqualTo((new[] { Samples.BackgroundGate }, (PauseStatus?)null)));
        scene.Verdicts[Samples.StepGate] = GateVerdict.Passed;
        scene.Rest();
        Assert.That((scene.Part.Step, scene.Part.Accepted, scene.Status!.Pause!.Reason), Is.EqualTo((2, (IReadOnlyList<string>?)null, PauseReason.FailedCheck)));
    }

    [Test]
    public void PromoteFull_skips_steps_and_gates_that_could_not_decide_but_not_the_bake()
    {
        var scene = Given.Canary().At(1).Say("promote-full", "r2", "a").Saying(GateVerdict.Inconclusive).Rest();
        Assert.That((scene.Candidate!.Stage, scene.Candidate.Pace, scene.Part.Stage), Is.EqualTo((CandidateStage.Baking, RolloutPace.PromoteFull, ClusterStage.Baking)));
    }

    [Test]
    public void PromoteFull_is_refused_by_a_policy_in_its_words()
    {
        var decision = Given.Canary().At(1).Set(static s => s.Policies.Add(Rules.Freeze(s))).Say("promote-full", "r2", "a").Decide();
        Assert.That((decision.Status.LastAction!.Outcome, decision.Status.Candidate!.Pace), Is.EqualTo((ActionOutcome.Refused, RolloutPace.Stepwise)));
        Assert.That(decision.Events.Single(static told => told.Reason == "ActionRefused").Message, Does.Contain("ClusterModelPolicy/rules, rule freeze"));
    }

    [Test]
    public void A_freeze_holds_the_step_and_is_looked_at_again_when_it_ends()
    {
        var scene = Given.Canary().At(1).Set(static s => s.Policies.Add(Rules.Freeze(s)));
        var decision = scene.Decide();
        Assert.That((decision.Status.Pause!.Reason, decision.RequeueAfter), Is.EqualTo((PauseReason.Policy, TimeSpan.FromHours(2))));
    }

    [Test]
    public void A_freeze_holds_no_return_within_the_window()
    {
        var scene = Given.Canary().Set(static s => s.Policies.Add(Rules.Freeze(s))).Say("undo", "r1", "a").Passing();
        scene.Until(static s => s.Status!.Stable!.Revision == "r0", "r0");
        Assert.That(scene.Now - Scene.Noon, Is.LessThan(TimeSpan.FromMinutes(3)));
    }

    [Test]
    public void A_policy_about_one_cluster_holds_only_that_one()
    {
        var scene = Given.Fleet(new PlacementSpec { Lockstep = false });
        var freeze = Rules.Freeze(scene);
        scene.Policies.Add(freeze with { Spec = freeze.Spec! with { Match = new Api.Policies.PolicyMatch { Clusters = ["b"] } } });
        scene.Naming(2).Rest();
        Assert.That(scene.Status!.Clusters!.Select(static part => (part.Name, part.Stage)), Is.EqualTo(new[] { ("a", ClusterStage.Progressing), ((string?)"b", (ClusterStage?)ClusterStage.Waiting) }));
    }

    [Test]
    public void Promote_approves_the_wave_that_waits()
    {
        var scene = Given.Fleet(new PlacementSpec { Waves = [Given.Wave("a"), Given.Wave("b", WaveApproval.Required)] }).At(4).Passing().Say("promote", "r2", "a")
            .Until(static s => s.Status!.Pause is { Reason: PauseReason.AwaitingApproval }, "wave b").Rest();
        Assert.That(scene.Status!.Clusters![1].Stage, Is.EqualTo(ClusterStage.Waiting));
        scene.Say("promote", "r2", "b").Rest();
        Assert.That((scene.Status!.LastAction!.Outcome, scene.Status.Clusters![1].Stage), Is.EqualTo((ActionOutcome.Done, ClusterStage.Progressing)));
    }

    [Test]
    public void The_first_version_skips_steps_but_not_synthetic_gates()
    {
        var scene = Given.New().Rest();
        Assert.That((scene.Status!.Step!.Name, scene.Status.Step.Count), Is.EqualTo(("gate smoke", 2)));
        scene.Passing().Rest();
        Assert.That((scene.Part.Stage, scene.Member.Observe().Traffic!.Written.Of("r1")), Is.EqualTo((ClusterStage.Baking, 100)));
    }

    [Test]
    public void A_retry_of_a_first_version_that_failed_in_place_begins_its_bake_anew()
    {
        var scene = Given.New().Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake").Saying(GateVerdict.Failed).Rest();
        Assert.That((scene.Status!.Phase, scene.Status.Failed!.Reason), Is.EqualTo((RolloutPhase.Degraded, ReturnReason.GateFailed)));
        scene.Now += TimeSpan.FromSeconds(500);
        scene.Passing().Say("retry", "r1", "a").Rest();
        Assert.That((scene.Status!.Failed, scene.Part.BakeStartedAt), Is.EqualTo(((FailedRevisionStatus?)null, Stamp.Of(scene.Now))));
        scene.Now += TimeSpan.FromSeconds(120);
        Assert.That(scene.Rest().Status!.Stable!.Revision, Is.EqualTo("r1"));
    }
}
