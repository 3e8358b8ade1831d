using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Rollouts.Table;

namespace ModelSync.Core.Tests.Rollouts.Planning;

public sealed class QuarantineTests
{
    [Test]
    public void An_eviction_scales_first_needs_no_bake_and_keeps_the_old_record()
    {
        var scene = Given.Canary().Quarantine(1);
        var start = scene.Decide();
        Assert.That((start.Status.Candidate!.Revision, start.Status.Candidate.Pace), Is.EqualTo(("r0", RolloutPace.Return)));
        Assert.That(start.Events[0].Message, Is.EqualTo("1.0.0 (r1) gives all traffic to 0.0.0 (r0): 1.0.0 is quarantined"));
        Assert.That(start.Actions.OfType<ApplyTraffic>(), Is.Empty);
        scene.Saying(Api.Gates.GateVerdict.Failed).Rest();
        Assert.That((scene.Status!.Stable!.Revision, scene.Status.Failed), Is.EqualTo(("r0", (FailedRevisionStatus?)null)), "no gate has a say");
        Assert.That(scene.Status.Phase, Is.EqualTo(RolloutPhase.Blocked));
    }

    [Test]
    public void A_revision_that_crashes_as_it_takes_over_is_no_progress()
    {
        var scene = Given.Canary();
        scene.Slow.Add("r0");
        scene.Problems["r0"] = new PodProblem(PodProblemKind.CrashLoop, "container server ends with exit code 1");
        scene.Quarantine(1).Rest();
        Assert.That((scene.Candidate!.Pace, scene.Status!.Phase), Is.EqualTo((RolloutPace.Return, RolloutPhase.Degraded)));
        Assert.That(scene.Part.Message, Does.Contain("CrashLoop"));
    }

    [Test]
    public void An_eviction_waits_for_its_turn()
    {
        var scene = Given.Canary().Quarantine(1).Set(static s => s.MayEvict = false);
        var decision = scene.Decide();
        Assert.That(decision.Status.Candidate, Is.Null);
        Assert.That(decision.Status.Conditions!.Single(static condition => condition.Type == "Ready").Message, Is.EqualTo("1.0.0 is quarantined; other rollouts move first, at most ten at once"));
        Assert.That(decision.RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(5)), "nobody tells it when another one is done");
    }

    [Test]
    public void An_eviction_takes_the_newest_proven_revision_that_is_safe_and_on_record()
    {
        var scene = Given.Canary().Promoted();
        Assert.That(scene.Copy().Quarantine(2).Decide().Status.Candidate!.Revision, Is.EqualTo("r1"));
        Assert.That(scene.Copy().Quarantine(2).Quarantine(1).Decide().Status.Candidate!.Revision, Is.EqualTo("r0"));
        Assert.That(scene.Copy().Quarantine(2).Set(static s => s.Policies.Add(Rules.Deny("1.0.0"))).Decide().Status.Candidate!.Revision, Is.EqualTo("r0"));
        Assert.That(scene.Copy().Quarantine(2).Set(static s => s.Records.RemoveAll(static record => record.Revision == "r1")).Decide().Status.Candidate!.Revision, Is.EqualTo("r0"));
    }

    [Test]
    public void An_eviction_is_not_superseded_by_a_target_that_cannot_start()
    {
        var scene = Given.Canary().Naming(3).Set(static s => s.Versions.Remove("3.0.0")).Rest().Quarantine(1);
        scene.Versions["3.0.0"] = Samples.Version("3.0.0") with { IsReady = false };
        scene.Rest();
        Assert.That((scene.Status!.Stable!.Revision, scene.Candidate, scene.Status.History!.Count), Is.EqualTo(("r0", (CandidateStatus?)null, 3)));
    }

    [Test]
    public void An_eviction_is_held_neither_by_a_pause_nor_by_an_approval()
    {
        Assert.That(Given.Canary().With(static spec => spec with { Paused = true }).Rest().Quarantine(1).Rest().Status!.Stable!.Revision, Is.EqualTo("r0"));
        var fleet = Given.Fleet(new PlacementSpec { Waves = [Given.Wave("a"), Given.Wave("b", WaveApproval.Required)] }).Quarantine(1).Rest();
        Assert.That(fleet.Status!.Stable!.Revision, Is.EqualTo("r0"));
    }

    [Test]
    public void Nothing_is_evicted_without_pods()
    {
        var scene = Given.Canary().With(static spec => spec with { Replicas = 0 }).Rest().Quarantine(1).Rest();
        Assert.That(scene.Candidate, Is.Null);
        scene.Spec = scene.Spec with { Replicas = 8 };
        Assert.That(scene.Decide().Status.Candidate!.Revision, Is.EqualTo("r0"));
    }

    [Test]
    public void Without_a_safe_revision_stable_keeps_serving_or_stops_as_the_spec_says()
    {
        var keeping = Given.Canary().Quarantine(0).Quarantine(1).Rest();
        Assert.That(Ready(keeping), Is.EqualTo("1.0.0 is quarantined, and there is no proven revision to go to: r1 goes on serving; name another version"));
        Assert.That(keeping.Member.Find("r1")!.Desired, Is.EqualTo(8));

        var stopping = Given.Canary().With(static spec => spec with { OnQuarantine = QuarantineMode.StopServing }).Quarantine(0).Quarantine(1).Rest();
        Assert.That(Ready(stopping), Is.EqualTo("1.0.0 is quarantined, and there is no proven revision to go to: r1 was stopped, as onQuarantine says; name another version"));
        Assert.That(stopping.Member.Find("r1")!.Desired, Is.EqualTo(0));
        Assert.That(stopping.Member.Observe().Traffic!.Written.Of("r1"), Is.EqualTo(100), "weights stay");
    }

    [Test]
    public void A_first_candidate_without_traffic_goes_and_one_with_all_traffic_stays()
    {
        var early = Given.New().Until(static s => s.Status?.Clusters?[0].Step == 1, "the gate").Rest().Quarantine(1).Rest();
        Assert.That((early.Candidate, early.Status!.History![0].Outcome), Is.EqualTo(((CandidateStatus?)null, RolloutOutcome.Quarantined)));

        var late = Given.New().Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake").Quarantine(1).Rest();
        Assert.That((late.Candidate!.Stage, late.Status!.Phase), Is.EqualTo((CandidateStage.Baking, RolloutPhase.Degraded)));
    }

    [Test]
    public void A_stable_that_is_withdrawn_during_the_bake_only_loses_its_place_as_return_target()
    {
        var scene = Given.Canary().Baking().Quarantine(1);
        var decision = scene.Decide();
        Assert.That((decision.Status.Stable!.Revision, decision.Status.Candidate!.Stage), Is.EqualTo(("r0", CandidateStage.Baking)));
        Assert.That(decision.Events[0].Message, Is.EqualTo("1.0.0 is quarantined; a failure would now go back to 0.0.0 (r0)"));
        scene.Rest().Saying(Api.Gates.GateVerdict.Failed).Rest();
        Assert.That(scene.Member.Observe().Traffic!.Written.Of("r0"), Is.EqualTo(100));
    }

    [Test]
    public void An_eviction_ends_the_undo_to_what_is_evicted()
    {
        var scene = Given.Canary().Say("undo", "r1", "a").Passing().Until(static s => s.Status!.Stable!.Revision == "r0", "r0").Rest().Quarantine(0).Rest();
        Assert.That((scene.Status!.Override, scene.Status.Stable!.Revision, scene.Status.Phase), Is.EqualTo(((OverrideStatus?)null, "r1", RolloutPhase.Healthy)));
    }

    private static string? Ready(Scene scene) => scene.Status!.Conditions!.Single(static condition => condition.Type == "Ready").Message;
}
