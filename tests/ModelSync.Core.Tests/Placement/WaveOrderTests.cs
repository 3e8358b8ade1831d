using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;
using static ModelSync.Core.Tests.Placement.FleetScene;

namespace ModelSync.Core.Tests.Placement;

public sealed class WaveOrderTests
{
    [Test]
    public void No_placement_is_one_wave_of_one_cluster()
    {
        var plan = new FleetScene("local") { Placement = null }.Plan();

        Assert.That(Words(plan), Is.EqualTo("local advance 4"));
        Assert.That(plan.Wave, Is.Null);
        Assert.That(plan.Waiting, Is.Null);
    }

    [Test]
    public void No_placement_is_complete_once_the_cluster_has_baked() =>
        Assert.That(new FleetScene("local") { Placement = null }.At("local", ClusterStage.Promoted).Plan().IsComplete, Is.True);

    [Test]
    public void The_first_wave_whose_selector_fits_takes_a_cluster_and_the_rest_comes_last()
    {
        var plan = new FleetScene("c1", "b1", "a2", "a1").Waves(WaveOf("a"), WaveOf("b")).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 0, a2 advance 0, b1 wait WaitingForWave, c1 wait WaitingForWave"));
        Assert.That(plan.Mandates.Select(static mandate => mandate.Wave), Is.EqualTo(new[] { "a", "a", "b", null }));
        Assert.That(plan.Wave, Is.EqualTo(new WaveStatus { Name = "a", Index = 0, Count = 3, StartedAt = Now, ApprovedThrough = -1 }));
    }

    [Test]
    public void A_wave_without_a_selector_takes_all_that_are_left()
    {
        var plan = new FleetScene("a1", "b1", "c1").Waves(WaveOf("a"), new WaveSpec { Name = "rest" }).Plan();

        Assert.That(plan.Mandates.Select(static mandate => mandate.Wave), Is.EqualTo(new[] { "a", "rest", "rest" }));
        Assert.That(plan.Wave!.Count, Is.EqualTo(2));
    }

    [Test]
    public void A_wave_starts_when_the_one_before_is_through_in_the_same_decision()
    {
        var plan = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Promoted).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, b1 advance 4"));
        Assert.That(plan.Wave!.Name, Is.EqualTo("b"));
        Assert.That(plan.Events, Is.EqualTo(new[] { new RolloutEvent(false, "WaveStarted", "wave b starts: b1.") }));
    }

    [Test]
    public void A_wave_that_only_waited_to_start_gives_way_to_one_that_is_put_before_it()
    {
        var scene = new FleetScene("a1", "b1", "c1").Waves(WaveOf("a"), WaveOf("b"), WaveOf("c", approval: WaveApproval.Required)).At("a1", ClusterStage.Promoted);
        scene.InWave(2, isWaiting: true);
        Assert.That(scene.Plan().Wave!.Name, Is.EqualTo("b"));
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, b1 advance 4, c1 wait WaitingForWave"));

        // The promote was said to wave c.
        scene.Waves(WaveOf("a"), WaveOf("b", approval: WaveApproval.Required), WaveOf("c", approval: WaveApproval.Required)).IsApproved = true;
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, b1 wait AwaitingApproval, c1 wait WaitingForWave"));
    }

    [Test]
    public void A_wave_under_way_stays_so_whatever_is_put_before_it()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).At("b1", ClusterStage.Progressing, step: 1).InWave(1);
        Assert.That(scene.Plan().Wave!.Name, Is.EqualTo("b"));
    }

    [Test]
    public void The_next_wave_waits_for_the_soak()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a", soakSeconds: 60), WaveOf("b")).InWave(0).At("a1", ClusterStage.Promoted);
        var begun = scene.Plan();

        Assert.That(Words(begun), Is.EqualTo("a1 advance 4, b1 wait WaitingForWave"));
        Assert.That(begun.Waiting!.Reason, Is.EqualTo("Soaking"));
        Assert.That(begun.Wave!.SoakStartedAt, Is.EqualTo((Kubernetes.Values.KubeTime)Now));
        Assert.That(begun.RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));

        scene.InWave(0, isSoaking: true).Soaked("a", TimeSpan.FromSeconds(59));
        Assert.That(scene.Plan().RequeueAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));

        scene.Soaked("a", TimeSpan.FromSeconds(60));
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, b1 advance 4"));
    }

    // R10: time is what the gatherer measured; the wall clock is only written down.
    [Test]
    public void A_soak_begins_with_the_next_whole_second_so_that_it_is_never_too_short()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a", soakSeconds: 60), WaveOf("b")).InWave(0).At("a1", ClusterStage.Promoted);

        Assert.That(WavePlanner.Plan(scene.Input() with { Now = Now.AddMilliseconds(900) }).Wave!.SoakStartedAt, Is.EqualTo(new KubeTime(Now.AddSeconds(1))));
    }

    [Test]
    public void A_clock_jump_does_not_shorten_the_soak()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a", soakSeconds: 60), WaveOf("b")).InWave(0, isSoaking: true).At("a1", ClusterStage.Promoted);

        Assert.That(WavePlanner.Plan(scene.Input() with { Now = Now.AddDays(1) }).Waiting!.Reason, Is.EqualTo("Soaking"));
    }

    [Test]
    public void The_last_wave_soaks_too_before_the_fleet_is_complete()
    {
        var scene = new FleetScene("a1").Waves(WaveOf("a", soakSeconds: 60)).InWave(0, isSoaking: true).At("a1", ClusterStage.Promoted);
        Assert.That(scene.Plan().IsComplete, Is.False);

        scene.Soaked("a", TimeSpan.FromSeconds(60));
        Assert.That(scene.Plan().IsComplete, Is.True);
    }

    [Test]
    public void A_wave_that_needs_approval_waits_for_it_and_remembers_it()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b", approval: WaveApproval.Required)).InWave(0).At("a1", ClusterStage.Promoted);
        scene.IsApproved = true;
        var arrived = scene.Plan();
        Assert.That(arrived.Waiting!.Reason, Is.EqualTo("AwaitingApproval"), "a promote from before the wave waited is not for it");
        Assert.That(arrived.Wave, Is.EqualTo(new WaveStatus { Name = "b", Index = 1, Count = 2, ApprovedThrough = -1 }));

        scene.Wave = arrived.Wave;
        var approved = scene.Plan();
        Assert.That(Words(approved), Is.EqualTo("a1 advance 4, b1 advance 4"));
        Assert.That(approved.Wave!.ApprovedThrough, Is.EqualTo(1));
        Assert.That(approved.Events.Select(static one => one.Reason), Is.EqualTo(new[] { "WaveApproved", "WaveStarted" }));

        scene.Wave = approved.Wave;
        scene.IsApproved = false;
        Assert.That(scene.Plan().Waiting, Is.Null);
    }

    [Test]
    public void An_approval_is_remembered_while_a_lost_cluster_still_holds_the_wave()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b", approval: WaveApproval.Required))
            .InWave(1, isWaiting: true).At("a1", ClusterStage.Promoted).Lose("b1");
        scene.IsApproved = true;
        var plan = scene.Plan();

        Assert.That(plan.Waiting!.Reason, Is.EqualTo("ClusterUnreachable"));
        Assert.That(plan.Wave, Is.EqualTo(new WaveStatus { Name = "b", Index = 1, Count = 2, ApprovedThrough = 1 }));
    }

    [Test]
    public void A_wave_inserted_before_the_present_one_changes_its_index_and_nothing_else()
    {
        var scene = new FleetScene("a1", "b1", "c1").Waves(WaveOf("a"), WaveOf("c")).InWave(1, approvedThrough: 1)
            .At("a1", ClusterStage.Promoted).At("c1", ClusterStage.Progressing, step: 1);
        scene.Waves(WaveOf("a"), WaveOf("b"), WaveOf("c", approval: WaveApproval.Required));
        var plan = scene.Plan();

        Assert.That(plan.Wave, Is.EqualTo(new WaveStatus { Name = "c", Index = 2, Count = 3, StartedAt = Now, ApprovedThrough = 2 }));
        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, b1 wait WaitingForTurn, c1 advance 4"));
    }

    [Test]
    public void A_cluster_stays_in_the_wave_in_which_it_began_when_its_labels_change()
    {
        var plan = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Progressing, step: 1)
            .Set("a1", static cluster => cluster with { Labels = StringMap.Empty.With("wave", "b") }).Plan();

        Assert.That(plan.Mandates[0], Is.EqualTo(new MayAdvance(new("a1"), "a", 4)));
    }

    [Test]
    public void An_unreadable_selector_keeps_everything_from_starting()
    {
        var bad = new WaveSpec { Name = "bad", Selector = new LabelSelector { MatchExpressions = [new() { Key = "x", Operator = "Near" }] } };
        var plan = new FleetScene("a1").Waves(WaveOf("a"), bad).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 wait InvalidPlacement"));
        Assert.That(plan.Waiting!.Message, Does.StartWith("The selector of wave bad is invalid: "));
    }
}
