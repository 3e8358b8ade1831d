using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using static ModelSync.Core.Tests.Placement.FleetScene;

namespace ModelSync.Core.Tests.Placement;

public sealed class LostClusterTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    [Test]
    public void R3_an_unknown_cluster_freezes_its_wave_everywhere()
    {
        var plan = new FleetScene("a1", "a2", "a3").Waves(WaveOf("a", maxConcurrency: 2)).InWave(0)
            .At("a1 a2", ClusterStage.Progressing, step: 1).Lose("a2").At("a2", ClusterStage.Progressing, step: 1).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 hold ClusterUnreachable, a2 hold ClusterUnreachable, a3 wait ClusterUnreachable"));
        Assert.That(plan.Failure, Is.Null);
        Assert.That(plan.Halted, Is.Null);
        Assert.That(plan.RequeueAfter, Is.EqualTo(Deadline));
    }

    [Test]
    public void R3_after_the_deadline_the_fleet_halts_and_nothing_goes_back()
    {
        var plan = new FleetScene("a1", "a2").At("a1", ClusterStage.Progressing, step: 1).LostFor("a2", Deadline).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 hold ClusterUnreachable, a2 wait ClusterUnreachable"));
        Assert.That(plan.Halted!.Reason, Is.EqualTo("ClusterUnreachable"));
        Assert.That(plan.Failure, Is.Null);
    }

    [Test]
    public void R3_onClusterLost_Rollback_makes_it_a_failure_after_the_deadline()
    {
        var scene = new FleetScene("a1", "a2").At("a1 a2", ClusterStage.Progressing, step: 1);
        scene.Placement = new PlacementSpec { OnClusterLost = ClusterLostMode.Rollback };
        scene.Set("a2", static cluster => cluster with { Reachability = Reachability.Unknown });
        Assert.That(scene.Plan().Failure, Is.Null);

        var input = scene.Input();
        var lost = input with
        {
            Progress = [.. input.Progress.Select(static part => part.Name == "a2" ? part with { LostSince = Now } : part)],
            Elapsed = new ElapsedTimes(new Dictionary<RolloutTimer, TimeSpan> { [new RolloutTimer(RolloutTimerKind.Lost, "a2", Now)] = Deadline }),
        };
        var plan = Core.Placement.WavePlanner.Plan(lost);
        Assert.That(plan.Failure!.Reason, Is.EqualTo(ReturnReason.ClusterLost));
        Assert.That(plan.Failed.Select(static failure => failure.Cluster.Value), Is.EqualTo(new[] { "a2" }));
        Assert.That(Words(plan), Is.EqualTo("a1 return, a2 return"));
    }

    [Test]
    public void A_first_version_has_nothing_to_go_back_to_when_a_cluster_is_lost()
    {
        var scene = new FleetScene("a1", "a2").At("a1", ClusterStage.Progressing, step: 1).At("a2", ClusterStage.Progressing, step: 1).LostFor("a2", Deadline);
        scene.Placement = new PlacementSpec { OnClusterLost = ClusterLostMode.Rollback };

        Assert.That(scene.Plan().Failure!.Reason, Is.EqualTo(ReturnReason.ClusterLost));
        var first = WavePlanner.Plan(scene.Input() with { HasFallback = false });
        Assert.That((first.Failure, first.Halted!.Reason, Words(first)), Is.EqualTo(((ClusterFailure?)null, "ClusterUnreachable", "a1 hold ClusterUnreachable, a2 hold ClusterUnreachable")));
    }

    [Test]
    public void R3_a_lost_cluster_that_had_not_begun_rolls_nothing_back()
    {
        var scene = new FleetScene("a1", "a2").At("a1", ClusterStage.Progressing, step: 1).LostFor("a2", Deadline);
        scene.Placement = new PlacementSpec { OnClusterLost = ClusterLostMode.Rollback };

        Assert.That(scene.Plan().Failure, Is.Null);
    }

    [Test]
    public void R2_a_promoted_cluster_that_is_unknown_is_not_done_and_the_soak_begins_again()
    {
        var scene = new FleetScene("a1", "a2", "b1").Waves(WaveOf("a", soakSeconds: 60), WaveOf("b")).InWave(0, isSoaking: true)
            .Soaked("a", TimeSpan.FromSeconds(100)).At("a1 a2", ClusterStage.Promoted)
            .Set("a2", static cluster => cluster with { Reachability = Reachability.Unknown });
        var lost = scene.Plan();
        Assert.That(lost.Wave!.SoakStartedAt, Is.Null);
        Assert.That(Words(lost), Is.EqualTo("a1 advance 4, a2 advance 4, b1 wait ClusterUnreachable"));

        scene.Wave = lost.Wave;
        scene.Set("a2", static cluster => cluster with { Reachability = Reachability.Reachable });
        Assert.That(scene.Plan().Waiting!.Reason, Is.EqualTo("Soaking"));
    }

    [Test]
    public void R2_a_wave_does_not_start_while_a_cluster_of_an_earlier_one_is_unknown()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b", approval: WaveApproval.Required)).InWave(1, isWaiting: true, approvedThrough: 1)
            .At("a1", ClusterStage.Promoted).Set("a1", static cluster => cluster with { Reachability = Reachability.Unknown });
        Assert.That(scene.Plan().Waiting!.Reason, Is.EqualTo("ClusterUnreachable"));

        scene.Set("a1", static cluster => cluster with { Reachability = Reachability.Reachable });
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, b1 advance 4"));
    }

    [Test]
    public void R2_a_wave_under_way_goes_on_while_a_cluster_of_an_earlier_one_is_unknown_but_the_fleet_is_not_complete()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(1).At("a1", ClusterStage.Promoted)
            .At("b1", ClusterStage.Progressing, step: 1).Set("a1", static cluster => cluster with { Reachability = Reachability.Unknown });
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, b1 advance 4"));

        scene.At("b1", ClusterStage.Promoted);
        Assert.That(scene.Plan().IsComplete, Is.False);
        Assert.That(scene.Plan().Waiting!.Reason, Is.EqualTo("ClusterUnreachable"));
    }

    [Test]
    public void R3_a_wave_does_not_start_without_an_unreachable_cluster()
    {
        var plan = new FleetScene("a1", "a2").Lose("a2").Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 wait ClusterUnreachable, a2 wait ClusterUnreachable"));
        Assert.That(plan.RequeueAfter, Is.Null, "no deadline runs before the wave has started");
    }

    [Test]
    public void R3_skipUnreachable_leaves_a_cluster_out_and_lists_it_and_it_takes_all_steps_when_it_is_back()
    {
        var scene = new FleetScene("a1", "a2", "b1").Waves(WaveOf("a"), WaveOf("b")).Lose("a2");
        scene.Placement = scene.Placement! with { SkipUnreachable = true };
        var started = scene.Plan();
        Assert.That(Words(started), Is.EqualTo("a1 advance 4, a2 wait ClusterUnreachable, b1 wait WaitingForWave"));
        Assert.That(started.LeftOut, Is.EqualTo(new[] { new ClusterName("a2") }));
        Assert.That(started.Events[0].Message, Is.EqualTo("wave a starts: a1, without a2, which cannot be reached."));

        scene.InWave(1).At("a1", ClusterStage.Promoted).At("b1", ClusterStage.Progressing, step: 2);
        scene.Set("a2", static cluster => cluster with { Reachability = Reachability.Reachable });
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 wait WaitingForTurn, b1 advance 4"), "it is not let into a batch that is further");

        scene.At("b1", ClusterStage.Promoted);
        Assert.That(scene.Plan().IsComplete, Is.False);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4, b1 advance 4"));

        scene.At("a2", ClusterStage.Progressing, step: 1).Lose("a2").At("a2", ClusterStage.Progressing, step: 1);
        Assert.That(Words(scene.Plan()), Does.Contain("a2 hold ClusterUnreachable"), "once it has begun it is not left out again");

        scene.At("a2", ClusterStage.Promoted).Set("a2", static cluster => cluster with { Reachability = Reachability.Reachable });
        Assert.That(scene.Plan().IsComplete, Is.True);
    }

    [Test]
    public void A_fleet_whose_clusters_are_all_left_out_is_never_complete()
    {
        var scene = new FleetScene("a1").Lose("a1");
        scene.Placement = new PlacementSpec { SkipUnreachable = true };
        var plan = scene.Plan();

        Assert.That(plan.IsComplete, Is.False);
        Assert.That(plan.Waiting!.Reason, Is.EqualTo("NoTargets"));
    }

    [Test]
    public void R7_a_cluster_that_may_not_be_written_to_freezes_its_wave_with_its_own_reason()
    {
        var plan = new FleetScene("a1", "a2").At("a1 a2", ClusterStage.Progressing, step: 1)
            .Set("a2", static cluster => cluster with { WritesRefused = new Impediment("IdentityMismatch", "Another cluster answers.") }).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 hold IdentityMismatch, a2 hold IdentityMismatch"));
    }
}
