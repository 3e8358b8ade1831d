using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using static ModelSync.Core.Tests.Placement.FleetScene;

namespace ModelSync.Core.Tests.Placement;

public sealed class FleetTargetTests
{
    [Test]
    public void R2_an_empty_set_is_NoTargets_and_never_complete()
    {
        var plan = new FleetScene().Plan();

        Assert.That(plan.Waiting!.Reason, Is.EqualTo("NoTargets"));
        Assert.That(plan.IsComplete, Is.False);
        Assert.That(plan.Mandates, Is.Empty);
    }

    [Test]
    public void R2_a_wave_to_come_without_clusters_keeps_all_from_starting()
    {
        var plan = new FleetScene("a1").Waves(WaveOf("canary"), WaveOf("a")).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 wait WaitingForWave"));
        Assert.That(plan.Waiting!.Message, Is.EqualTo(
            "wave canary selects no cluster: change its selector, label clusters, or take it out of spec.placement.waves."));
    }

    [Test]
    public void A_wave_that_is_past_may_be_empty()
    {
        var plan = new FleetScene("b1").Waves(WaveOf("a"), WaveOf("b")).InWave(1).At("b1", ClusterStage.Promoted).Plan();

        Assert.That(plan.IsComplete, Is.True);
    }

    [Test]
    public void A_new_cluster_joins_its_wave_that_has_not_started() =>
        Assert.That(
            Words(new FleetScene("a1", "b1", "b2").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Baking).Plan()),
            Does.EndWith("b1 wait WaitingForWave, b2 wait WaitingForWave"));

    [Test]
    public void A_new_cluster_of_a_past_wave_joins_the_one_under_way_and_the_next_waits_for_it()
    {
        var scene = new FleetScene("a1", "a2", "b1", "c1").Waves(WaveOf("a"), WaveOf("b"), WaveOf("c")).InWave(1)
            .At("a1 b1", ClusterStage.Promoted);
        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 advance 4, a2 advance 4, b1 advance 4, c1 wait WaitingForWave"));

        scene.At("a2", ClusterStage.Promoted);
        Assert.That(Words(scene.Plan()), Does.EndWith("c1 advance 4"));
    }

    [Test]
    public void A_cluster_that_is_selected_no_more_is_held_and_blocks_nothing()
    {
        var plan = new FleetScene("a1", "a2").At("a1", ClusterStage.Promoted).At("a2", ClusterStage.Progressing, step: 1).Lose("a2")
            .At("a2", ClusterStage.Progressing, step: 1).Set("a2", static cluster => cluster with { IsSelected = false }).Plan();

        Assert.That(Words(plan), Is.EqualTo("a1 advance 4, a2 hold NotSelected"));
        Assert.That(plan.IsComplete, Is.True);
    }

    [Test]
    public void A_cluster_that_is_selected_no_more_goes_back_with_the_others()
    {
        var scene = new FleetScene("a1", "a2").At("a1 a2", ClusterStage.Progressing, step: 1)
            .Set("a2", static cluster => cluster with { IsSelected = false });
        scene.IsReturning = true;

        Assert.That(Words(scene.Plan()), Is.EqualTo("a1 return, a2 return"));
    }

    [Test]
    public void A_wave_whose_clusters_all_left_in_the_middle_is_not_success()
    {
        var scene = new FleetScene("a1", "b1").Waves(WaveOf("a"), WaveOf("b")).InWave(0).At("a1", ClusterStage.Progressing, step: 1)
            .Set("a1", static cluster => cluster with { IsSelected = false });

        Assert.That(scene.Plan().Waiting!.Reason, Is.EqualTo("NoTargets"));
        Assert.That(Words(scene.Plan()), Is.EqualTo("b1 wait WaitingForWave, a1 hold NotSelected"));
    }

    [Test]
    public void Messages_name_at_most_five_clusters()
    {
        var names = Enumerable.Range(1, 9).Select(static i => $"a{i}").ToArray();
        var plan = new FleetScene(names).Lose(string.Join(' ', names)).Plan();

        Assert.That(plan.Waiting!.Message, Does.StartWith("a1, a2, a3, a4, a5 and 4 more cannot be reached"));
        Assert.That(plan.Waiting, Is.EqualTo(new Impediment("ClusterUnreachable", plan.Waiting.Message)));
    }
}
