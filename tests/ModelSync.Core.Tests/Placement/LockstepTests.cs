using ModelSync.Api.Rollouts;
using static ModelSync.Core.Tests.Placement.FleetScene;

namespace ModelSync.Core.Tests.Placement;

public sealed class LockstepTests
{
    [Test]
    public void A_cluster_may_begin_a_step_once_all_others_have_passed_the_one_before()
    {
        var plan = new FleetScene("a1", "a2", "a3").At("a1", ClusterStage.Progressing, step: 2).At("a2", ClusterStage.Progressing, step: 1)
            .At("a3", ClusterStage.Progressing, step: 2).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 1, a2 advance 2, a3 advance 1"));
    }

    [Test]
    public void Clusters_that_passed_the_step_in_this_decision_let_the_others_go_on_in_it()
    {
        var scene = new FleetScene("a1", "a2").At("a1 a2", ClusterStage.Progressing, step: 1);
        scene.Passed.AddRange(["a1", "a2"]);

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 2, a2 advance 2"));
    }

    [Test]
    public void Promotion_and_bake_are_steps_of_the_lockstep()
    {
        var scene = new FleetScene("a1", "a2").At("a1", ClusterStage.Promoting).At("a2", ClusterStage.Progressing, step: 3);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 3, a2 advance 3"));

        scene.At("a2", ClusterStage.Promoting).Passed.Add("a1");
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 3, a2 advance 4"));

        scene.At("a1 a2", ClusterStage.Baking);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4"));
    }

    [Test]
    public void Without_lockstep_each_cluster_goes_its_own_way()
    {
        var scene = new FleetScene("a1", "a2").At("a1", ClusterStage.Progressing, step: 2);
        scene.Placement = new PlacementSpec { Lockstep = false };

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4"));
    }

    [Test]
    public void With_lockstep_clusters_move_in_batches_of_maxConcurrency()
    {
        var scene = new FleetScene("a1", "a2", "a3").Waves(WaveOf("a", maxConcurrency: 2));
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 0, a2 advance 0, a3 wait WaitingForTurn"));

        scene.At("a1", ClusterStage.Promoted).At("a2", ClusterStage.Baking);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4, a3 wait WaitingForTurn"), "the batch is not over");

        scene.At("a2", ClusterStage.Promoted);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4, a3 advance 4"));
    }

    [Test]
    public void A_cluster_joins_a_batch_that_is_at_its_first_step() =>
        Assert.That(Words(new FleetScene("a1", "a2").At("a1", ClusterStage.Progressing, step: 0).Plan()), Is.EqualTo("a1 advance 0, a2 advance 0"));

    [Test]
    public void Without_lockstep_the_next_cluster_begins_when_there_is_room()
    {
        var scene = new FleetScene("a1", "a2", "a3").Waves(WaveOf("a", maxConcurrency: 2));
        scene.Placement = scene.Placement! with { Lockstep = false };
        scene.At("a1", ClusterStage.Promoted).At("a2", ClusterStage.Baking);

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4, a3 advance 4"));
    }

    [Test]
    public void A_failed_cluster_on_its_way_back_takes_room()
    {
        var scene = new FleetScene("a1", "a2").Waves(WaveOf("a", maxConcurrency: 1)).At("a1", ClusterStage.Returning).Fail("a1");
        scene.Placement = scene.Placement! with { MaxFailures = 1 };
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, a2 wait WaitingForTurn"));

        scene.At("a1", ClusterStage.Returned);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, a2 advance 4"));
    }

    [Test]
    public void A_plan_without_steps_begins_with_the_promotion()
    {
        var scene = new FleetScene("a1", "a2") { StepCount = 0 };
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 0, a2 advance 0"));

        scene.At("a1 a2", ClusterStage.Promoting).Passed.AddRange(["a1", "a2"]);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 1, a2 advance 1"));
    }
}
