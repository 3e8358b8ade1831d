using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using static ModelSync.Core.Tests.Placement.FleetScene;

namespace ModelSync.Core.Tests.Placement;

public sealed class FleetFailureTests
{
    [Test]
    public void R4_one_failure_more_than_allowed_turns_the_whole_fleet_in_the_same_decision()
    {
        var plan = new FleetScene("a1", "a2", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(1)
            .At("a1 a2", ClusterStage.Promoted).At("b1", ClusterStage.Progressing, step: 1).Fail("b1").Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 hold ReturningLaterWaves, a2 hold ReturningLaterWaves, b1 return"));
        Assert.That(plan.Failure!.Reason, Is.EqualTo(ReturnReason.GateFailed));
        Assert.That(plan.IsComplete, Is.False);
    }

    [Test]
    public void R4_promoted_waves_go_back_newest_first()
    {
        var scene = new FleetScene("a1", "b1", "c1").Waves(WaveOf("a"), WaveOf("b"), WaveOf("c")).InWave(2)
            .At("a1 b1", ClusterStage.Promoted).At("c1", ClusterStage.Returning);
        scene.IsReturning = true;
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 hold ReturningLaterWaves, b1 hold ReturningLaterWaves, c1 return"));

        scene.At("c1", ClusterStage.Returned);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 hold ReturningLaterWaves, b1 return, c1 return"));

        scene.At("b1", ClusterStage.Returned);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, b1 return, c1 return"));
        Assert.That(scene.Plan().Waiting, Is.Null);
    }

    [Test]
    public void R4_a_partitioned_member_does_not_keep_others_from_going_back_and_stays_pending()
    {
        var scene = new FleetScene("a1", "b1", "b2").Waves(WaveOf("a"), WaveOf("b")).InWave(1)
            .At("a1", ClusterStage.Promoted).At("b1", ClusterStage.Progressing, step: 1).At("b2", ClusterStage.Returned).Lose("a1");
        scene.At("b1", ClusterStage.Progressing, step: 1).Lose("b1").At("a1", ClusterStage.Promoted)
            .Set("a1", static cluster => cluster with { Reachability = Reachability.Reachable });
        scene.IsReturning = true;
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, b1 return, b2 return"));
        Assert.That(scene.Plan().Waiting, Is.Null);

        scene.At("a1", ClusterStage.Returned);
        Assert.That(scene.Plan().Waiting!.Reason, Is.EqualTo("PendingClusters"));
        Assert.That(scene.Plan().Waiting!.Message, Does.Contain("b1"));
    }

    [Test]
    public void R7_a_cluster_that_may_not_be_written_to_is_pending_too()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(1).At("a1", ClusterStage.Promoted).At("b1", ClusterStage.Baking)
            .Set("b1", static cluster => cluster with { WritesRefused = new Impediment("IdentityMismatch", "Another cluster answers.") });
        scene.IsReturning = true;

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, b1 return"));
    }

    [Test]
    public void Clusters_that_had_not_begun_wait_while_the_rollout_goes_back()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Returning).At("b1", ClusterStage.Waiting);
        scene.IsReturning = true;

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, b1 wait Returning"));
    }

    [Test]
    public void A_failure_within_the_budget_brings_back_one_cluster_and_the_rest_goes_on()
    {
        var scene = new FleetScene("a1", "a2", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0)
            .At("a1", ClusterStage.Baking).At("a2", ClusterStage.Progressing, step: 1).Fail("a2");
        scene.Placement = scene.Placement! with { MaxFailures = 1 };
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 return, b1 wait WaitingForTurn").Or.EqualTo("a1 advance 4, a2 return, b1 wait WaitingForWave"));
        Assert.That(scene.Plan().Failure, Is.Null);

        scene.At("a1", ClusterStage.Promoted).At("a2", ClusterStage.Returned);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 return, b1 advance 4"));

        scene.At("b1", ClusterStage.Promoted);
        Assert.That(scene.Plan().IsComplete, Is.True);
        Assert.That(scene.Plan().LeftOut, Is.EqualTo(new[] { new ClusterName("a2") }));
    }

    [Test]
    public void More_failures_than_the_budget_are_counted_and_listed()
    {
        var scene = new FleetScene("a1", "a2", "a3").At("a1 a2 a3", ClusterStage.Progressing, step: 1).Fail("a3 a1");
        scene.Placement = new PlacementSpec { MaxFailures = 1 };
        var plan = scene.Plan();

        Assert.That(plan.Failure!.Reason, Is.EqualTo(ReturnReason.MaxFailuresExceeded));
        Assert.That(plan.Failure.Message, Is.EqualTo(
            "The candidate failed in 2 clusters, and spec.placement.maxFailures is 1. a1: Gate smoke failed in a1. a3: Gate smoke failed in a3."));
        Assert.That(Words(plan), Is.EqualTo("a1 return, a2 return, a3 return"));
    }

    [Test]
    public void A_wave_in_which_every_cluster_failed_stops_the_fleet_whatever_the_budget()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Progressing, step: 0).Fail("a1");
        scene.Placement = scene.Placement! with { MaxFailures = 5 };

        Assert.That(scene.Plan().Failure, Is.Not.Null);
    }

    [Test]
    public void RollbackWave_brings_back_the_wave_and_keeps_the_earlier_ones()
    {
        var scene = new FleetScene("a1", "b1", "b2", "c1").Waves(WaveOf("a"), WaveOf("b"), WaveOf("c")).InWave(1)
            .At("a1", ClusterStage.Promoted).At("b1", ClusterStage.Promoted).At("b2", ClusterStage.Progressing, step: 2).Fail("b2");
        scene.Placement = scene.Placement! with { OnFailure = FleetFailureMode.RollbackWave };
        var plan = scene.Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, b1 return, b2 return, c1 wait MaxFailuresExceeded"));
        Assert.That(plan.Failure, Is.Null);
        Assert.That(plan.Halted!.Reason, Is.EqualTo("MaxFailuresExceeded"));
    }

    [Test]
    public void RollbackWave_in_the_first_wave_is_a_return_of_everything()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Progressing, step: 1).Fail("a1");
        scene.Placement = scene.Placement! with { OnFailure = FleetFailureMode.RollbackWave };

        Assert.That(scene.Plan().Failure!.Cluster.Value, Is.EqualTo("a1"));
    }

    [Test]
    public void Halt_brings_back_what_failed_and_holds_the_rest()
    {
        var scene = new FleetScene("a1", "a2", "a3", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0)
            .At("a1", ClusterStage.Promoted).At("a2", ClusterStage.Progressing, step: 1).At("a3", ClusterStage.Baking).Fail("a2");
        scene.Placement = scene.Placement! with { OnFailure = FleetFailureMode.Halt };
        var plan = scene.Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, a2 return, a3 hold MaxFailuresExceeded, b1 wait MaxFailuresExceeded"));
        Assert.That(plan.Halted!.Message, Does.Contain("onFailure is Halt"));
    }

    [Test]
    public void A_failure_in_a_cluster_that_is_selected_no_more_does_not_count()
    {
        var plan = new FleetScene("a1", "a2").At("a1 a2", ClusterStage.Progressing, step: 1).Fail("a2")
            .Set("a2", static cluster => cluster with { IsSelected = false }).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, a2 hold NotSelected"));
        Assert.That(plan.Failure, Is.Null);
    }
}
