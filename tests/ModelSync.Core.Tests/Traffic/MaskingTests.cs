using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class MaskingTests
{
    [Test]
    public void A_candidate_without_ready_endpoints_is_masked_after_five_seconds()
    {
        var soon = ClusterPlanner.Plan(Goals.Advance(Moves.Route(20, (4, 4), (1, 0), downSeconds: 3), 20));
        Assert.That((Moves.Of(soon), soon.RequeueAfter), Is.EqualTo(("", TimeSpan.FromSeconds(2))));

        var now = ClusterPlanner.Plan(Goals.Advance(Moves.Route(20, (4, 4), (1, 0), downSeconds: 5), 20));
        Assert.That(Moves.Of(now), Is.EqualTo("one 100 / two 0"));
        Assert.That(now.Weights[1], Is.EqualTo(new WeightStatus { Revision = Goals.Candidate, Desired = 0, Observed = 20, Masked = 20 }));
        Assert.That((now.IsAtWeight, now.Waiting?.Reason), Is.EqualTo((false, "Masked")));
    }

    [Test]
    public void A_candidate_without_pods_is_masked_at_once_and_made_again()
    {
        var gone = Goals.Advance(Moves.Route(20, (4, 4), (0, 0), downSeconds: 0), 20);
        Assert.That(Moves.Of(gone), Is.EqualTo("one 100 / two 0"));
        Assert.That(Moves.Of(gone with { Observed = Moves.Route(0, (4, 4), (0, 0)), Recorded = Recorded(0, masked: 20) }), Is.EqualTo("two to 1"));
    }

    [TestCase(1, "one 75 / two 25")]
    [TestCase(2, "one 50 / two 50")]
    public void An_unmasked_candidate_gets_its_weight_back_as_it_gets_ready(int ready, string moves) =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (2, ready)), 50) with { Recorded = Recorded(0, masked: 50) }), Is.EqualTo(moves));

    [Test]
    public void A_held_candidate_gets_back_what_was_masked_and_no_more()
    {
        var held = Goals.Advance(Moves.Route(0, (4, 4), (2, 1)), 80) with { IsHeld = true, Recorded = Recorded(0, masked: 50) };
        var partly = ClusterPlanner.Plan(held);
        Assert.That((Moves.Of(partly), partly.Weights[1].Masked), Is.EqualTo(("one 75 / two 25", 50)));
        Assert.That(Moves.Of(held with { Observed = Moves.Route(25, (4, 4), (2, 2)), Recorded = partly.Weights }), Is.EqualTo("one 50 / two 50"));
    }

    [Test]
    public void The_candidate_takes_everything_while_stable_is_dead_and_gives_it_back_as_stable_gets_ready()
    {
        var goal = Goals.Advance(Moves.Route(20, (4, 0), (1, 1)), 20);
        var dead = ClusterPlanner.Plan(goal);
        Assert.That((Moves.Of(dead), dead.Weights[0].Masked), Is.EqualTo(("one 0 / two 100", 80)));
        Assert.That(Moves.Of(goal with { Observed = Moves.Route(100, (4, 0), (1, 1)), Recorded = dead.Weights }), Is.EqualTo("two to 4"), "it carries all of it");
        Assert.That(Moves.Of(goal with { Observed = Moves.Route(100, (4, 0), (1, 1)), Recorded = dead.Weights, IsHeld = true }), Is.EqualTo("two to 4"), "also while held");
        Assert.That(Moves.Of(goal with { Observed = Moves.Route(100, (4, 2), (1, 1)), Recorded = dead.Weights }), Is.EqualTo("two to 2, one 50 / two 50"));
        Assert.That(Moves.Of(goal with { Observed = Moves.Route(100, (4, 4), (1, 1)), Recorded = dead.Weights }), Is.EqualTo("one 80 / two 20"));
    }

    [Test]
    public void A_candidate_that_has_all_traffic_of_a_dead_stable_is_through_with_its_step()
    {
        var goal = Goals.Advance(Moves.Route(50, (4, 0), (2, 2)), 50);
        var plan = ClusterPlanner.Plan(goal with { Observed = Moves.Route(100, (4, 0), (2, 2)), Recorded = ClusterPlanner.Plan(goal).Weights });
        Assert.That((plan.Weights[0].Masked, plan.IsAtWeight, plan.IsCapacityReady), Is.EqualTo((50, true, true)));
    }

    [Test]
    public void A_candidate_at_0_does_not_stand_in_for_stable() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 0), (4, 4)), 0, Goals.Plan(scale: CandidateScale.Full))), Is.Empty);

    [Test]
    public void Stable_stands_in_for_a_candidate_that_dies_in_its_bake() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(100, (4, 4), (4, 0)), 100) with { Mode = GoalMode.Bake }), Is.EqualTo("one 100 / two 0"));

    [Test]
    public void A_share_that_somebody_else_took_from_a_revision_that_is_down_is_missed_after_five_seconds()
    {
        var soon = ClusterPlanner.Plan(Goals.Steady(Moves.Route(100, (4, 0), (4, 4), downSeconds: 3)));
        Assert.That((soon.Weights[0].Masked, soon.RequeueAfter), Is.EqualTo(((int?)null, TimeSpan.FromSeconds(2))));

        var now = ClusterPlanner.Plan(Goals.Steady(Moves.Route(100, (4, 0), (4, 4), downSeconds: 5)));
        Assert.That((now.Weights[0].Masked, now.RequeueAfter, now.Waiting?.Reason), Is.EqualTo((100, (TimeSpan?)null, "Masked")));
    }

    [Test]
    public void When_nothing_is_ready_the_last_weights_stay()
    {
        var plan = ClusterPlanner.Plan(Goals.Advance(Moves.Route(20, (4, 0), (1, 0)), 50));
        Assert.That(plan.Weights.Select(weight => weight.Desired), Is.EqualTo((int?[])[80, 20]));
        Assert.That(Moves.Of(plan), Is.EqualTo("two to 2"));
        Assert.That(Moves.Of(Goals.Return(Moves.Route(20, (4, 0), (1, 0)), seconds: 61)), Is.Empty);
    }

    [Test]
    public void Pods_that_are_lost_in_part_change_no_weight() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(50, (4, 1), (2, 1)), 50)), Is.Empty);

    [Test]
    public void Repairs_do_not_come_before_a_mask()
    {
        var observed = Moves.Route(20, (4, 4), (1, 0)).With(Goals.Candidate, found => found with { IsDrifted = true });
        Assert.That(Moves.Of(Goals.Advance(observed, 20)), Is.EqualTo("one 100 / two 0"));
    }

    private static WeightStatus[] Recorded(int desired, int masked) =>
    [
        new() { Revision = Goals.Stable, Desired = 100 - desired },
        new() { Revision = Goals.Candidate, Desired = desired, Masked = masked },
    ];
}
