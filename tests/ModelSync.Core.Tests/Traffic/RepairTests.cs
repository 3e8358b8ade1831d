using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class RepairTests
{
    [TestCase(80)]
    [TestCase(5)]
    public void A_weight_changed_by_hand_is_put_back(int weight) =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(weight, (4, 4), (1, 1)), 20)), Is.EqualTo("one 80 / two 20"));

    [TestCase(80)]
    [TestCase(5)]
    public void A_weight_changed_by_hand_is_put_back_to_the_present_one_while_held(int weight)
    {
        var goal = Goals.Advance(Moves.Route(weight, (4, 4), (4, 4)), 100) with
        {
            IsHeld = true,
            Recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 80 }, new WeightStatus { Revision = Goals.Candidate, Desired = 20 }],
        };
        Assert.That(Moves.Of(goal), Does.StartWith("one 80 / two 20"));
    }

    [Test]
    public void A_route_that_was_deleted_is_made_again_with_the_recorded_weights()
    {
        var observed = Moves.Route(20, (4, 3), (1, 1)).WithTraffic(_ => null);
        var goal = Goals.Advance(observed, 20) with
        {
            Recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 80 }, new WeightStatus { Revision = Goals.Candidate, Desired = 20 }],
        };
        Assert.That(Moves.Of(goal), Is.EqualTo("one 80 / two 20"));
    }

    [TestCase(TrafficType.GatewayAPI)]
    [TestCase(TrafficType.Service)]
    public void What_somebody_else_gives_to_a_dead_stable_goes_back_to_the_candidate_that_stands_in_for_it(TrafficType type)
    {
        var observed = type == TrafficType.Service ? Moves.Service(Goals.Stable, (4, 0), (4, 4)) : Moves.Route(0, (4, 0), (4, 4));
        var plan = ClusterPlanner.Plan(Goals.Return(observed, seconds: 61, Goals.Plan(type)) with { Recorded = StandingIn(100) });
        Assert.That((Moves.Of(plan), plan.Weights[0].Masked, plan.IsAtWeight), Is.EqualTo(("one 0 / two 100", 100, false)));
        Assert.That(Moves.Of(Goals.Return(observed, seconds: 61, Goals.Plan(type)) with { Recorded = StandingIn(0) }), Does.Not.Contain("/"), "who was sent away stays away");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_cluster_that_is_lost_right_after_a_write_keeps_the_weights_that_were_asked_for(bool isLost)
    {
        var observed = Moves.Route(0, (4, 4), (4, 4));
        observed = isLost ? observed with { Reachability = Reachability.Unknown } : observed with { WritesRefused = new Impediment("Paused", "the ModelCluster is paused") };
        WeightStatus[] recorded = [new() { Revision = Goals.Stable, Desired = 0 }, new() { Revision = Goals.Candidate, Desired = 100, Masked = 7 }];

        var plan = ClusterPlanner.Plan(Goals.Advance(observed, 100) with { Recorded = recorded });

        Assert.That(plan.Weights, Is.EqualTo(new[] { recorded[0] with { Observed = 100 }, recorded[1] with { Observed = 0 } }));
        Assert.That(ClusterPlanner.Plan(Goals.Advance(observed, 100)).Weights.Select(weight => weight.Desired), Is.EqualTo(new[] { 100, 0 }), "nothing is recorded: what is seen counts");
    }

    [Test]
    public void Other_drift_is_repaired_at_the_present_weight_and_scale()
    {
        var observed = Moves.Route(20, (4, 4), (2, 2)).With(Goals.Candidate, found => found with { IsDrifted = true }).WithTraffic(traffic => traffic with { IsDrifted = true });
        Assert.That(Moves.Of(Goals.Advance(observed, 80) with { IsHeld = true }), Is.EqualTo("two to 2, one 80 / two 20"));
    }

    [Test]
    public void Pods_taken_away_by_hand_come_back_while_held() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(50, (1, 1), (1, 1)), 80) with { IsHeld = true }), Is.EqualTo("one to 4, two to 2"));

    [Test]
    public void Pods_added_by_hand_go_away() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(50, (9, 9), (3, 3)), 50)), Is.EqualTo("one down to 4, two down to 2"));

    [Test]
    public void A_candidate_on_its_way_back_keeps_its_pods_while_another_route_may_send_to_it()
    {
        var observed = Moves.Service(Goals.Stable, (4, 4), (4, 4));
        var plan = Goals.Plan(TrafficType.Service);
        Assert.That(Moves.Of(Goals.Return(observed, plan: plan)), Is.EqualTo("two down to 0"));
        Assert.That(Moves.Of(Goals.Return(observed with { HasFormerTraffic = true }, plan: plan)), Is.Empty);
    }

    [Test]
    public void What_a_former_route_may_send_traffic_to_keeps_its_pods()
    {
        var observed = Moves.Route(80, (4, 4), (4, 4)) with { HasFormerTraffic = true };
        var shrinking = Goals.Plan(stableScale: StableScale.Shrink);
        Assert.That(Moves.Of(Goals.Advance(observed with { HasFormerTraffic = false }, 80, shrinking)), Does.StartWith("one down to 2"));
        Assert.That(Moves.Of(Goals.Advance(observed, 80, shrinking)), Does.Not.Contain("one down"));
    }

    [Test]
    public void A_cluster_out_of_reach_keeps_the_weights_of_the_status_and_not_those_that_were_last_seen()
    {
        IReadOnlyList<WeightStatus> recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 0 }, new WeightStatus { Revision = Goals.Candidate, Desired = 100 }];
        var lost = Moves.Route(0, (4, 4), (4, 4)) with { Reachability = Reachability.Unknown };
        Assert.That(ClusterPlanner.Plan(Goals.Advance(lost, 100) with { Recorded = recorded }).Weights.Select(static weight => weight.Desired), Is.EqualTo(new int?[] { 0, 100 }));
        Assert.That(ClusterPlanner.Plan(Goals.Advance(lost, 100)).Weights.Select(static weight => weight.Desired), Is.EqualTo(new int?[] { 100, 0 }));
    }

    [Test]
    public void Drift_of_what_is_scaled_down_anyway_is_repaired_by_that_write()
    {
        var observed = Moves.Route(50, (9, 9), (2, 2)).With(Goals.Stable, found => found with { IsDrifted = true });
        Assert.That(Moves.Of(Goals.Advance(observed, 50)), Is.EqualTo("one down to 4"));
    }

    [Test]
    public void A_write_that_was_refused_stays_in_the_plan_and_is_told()
    {
        var observed = Moves.Route(20, (4, 4), (1, 1)) with { LastRefusal = new Impediment("NameConflict", "a Deployment of another owner") };
        var plan = ClusterPlanner.Plan(Goals.Advance(observed, 50));
        Assert.That((Moves.Of(plan), plan.Waiting?.Reason), Is.EqualTo(("two to 2", "NameConflict")), "nobody else learns that it would be taken now");
    }

    [Test]
    public void What_stands_in_the_way_lets_nothing_rise()
    {
        var observed = Moves.Route(20, (4, 4), (2, 2)) with { Impediments = [new Impediment("NameConflict", "a Deployment of another owner")] };
        var plan = ClusterPlanner.Plan(Goals.Advance(observed, 50));
        Assert.That((Moves.Of(plan), plan.Waiting?.Reason), Is.EqualTo(("", "NameConflict")));
    }

    [Test]
    public void A_superseded_candidate_gives_its_weight_to_stable_before_the_next_one_rises()
    {
        var observed = Moves.Route(0, (4, 4), (1, 1)).WithThird(2, 2).WithTraffic(traffic => traffic with
        {
            Written = TrafficSplit.Between(Goals.Stable, Goals.Third, 50),
            Observed = TrafficSplit.Between(Goals.Stable, Goals.Third, 50),
        });
        var goal = Goals.Advance(observed, 20) with { MayScaleDown = [Goals.Third] };
        Assert.That(Moves.Of(goal), Is.EqualTo("one 100 / two 0"));

        var next = goal with { Observed = Moves.Route(0, (4, 4), (1, 1)).WithThird(2, 2) };
        Assert.That(Moves.Of(next), Is.EqualTo("one 80 / two 20, three down to 0"));
    }

    [Test]
    public void A_superseded_candidate_keeps_what_stable_cannot_carry_yet()
    {
        var observed = Moves.Route(0, (4, 2), (1, 1)).WithThird(4, 4).WithTraffic(traffic => traffic with
        {
            Written = TrafficSplit.Between(Goals.Stable, Goals.Third, 80),
            Observed = TrafficSplit.Between(Goals.Stable, Goals.Third, 80),
        });
        Assert.That(Moves.Of(Goals.Advance(observed, 20)), Is.EqualTo("one 50 / two 0 / three 50"));
    }

    [Test]
    public void Old_revisions_go_when_their_delay_is_over_and_are_removed_without_pods()
    {
        var old = Goals.Steady(Moves.Route(0, (4, 4), (4, 4)));
        Assert.That((Moves.Of(old), ClusterPlanner.Plan(old).WithoutTraffic), Is.EqualTo(("", (string[])[Goals.Candidate])));
        Assert.That(Moves.Of(old with { MayScaleDown = [Goals.Candidate], MayRemove = [Goals.Candidate] }), Is.EqualTo("two down to 0"));
        Assert.That(Moves.Of(old with { Observed = Moves.Route(0, (4, 4), (0, 0)), MayRemove = [Goals.Candidate] }), Is.EqualTo("no more two"));
    }

    [Test]
    public void Stable_is_neither_scaled_down_nor_removed_by_name() =>
        Assert.That(Moves.Of(Goals.Steady(Moves.Route(0, (4, 4), (0, 0))) with { MayScaleDown = [Goals.Stable], MayRemove = [Goals.Stable] }), Is.Empty);

    private static WeightStatus[] StandingIn(int weight) =>
    [
        new() { Revision = Goals.Stable, Desired = 100 - weight, Masked = weight > 0 ? 100 : null },
        new() { Revision = Goals.Candidate, Desired = weight },
    ];
}
