using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class AdvanceTests
{
    [Test]
    public void The_first_version_gets_its_route_when_all_its_endpoints_are_ready()
    {
        var cluster = new ModelCluster(isService: false);
        var goal = Goals.Advance(cluster.Observe(), 100) with { Stable = null };
        Assert.That(Moves.Of(goal), Is.EqualTo("two to 4"));

        cluster.Add(Goals.Candidate, 4, 3, 1);
        var waiting = ClusterPlanner.Plan(goal with { Observed = cluster.Observe() });
        Assert.That(waiting, Has.Property(nameof(ClusterPlan.Actions)).Empty.And.Property(nameof(ClusterPlan.Weights)).Empty);
        Assert.That(waiting.Waiting?.Message, Is.EqualTo("Revision two has 3 of 4 ready endpoints in cluster local."));

        cluster.Settle();
        Assert.That(Moves.Of(goal with { Observed = cluster.Observe() }), Is.EqualTo("two 100"));
    }

    // The process died between the status and the route, and pods died since: what was meant is not what is there.
    [TestCase(0, "")]
    [TestCase(1, "")]
    [TestCase(4, "two 100")]
    public void A_first_route_that_was_written_down_and_not_made_needs_its_endpoints_all_the_same(int ready, string moves)
    {
        var cluster = new ModelCluster(isService: false);
        cluster.Add(Goals.Candidate, 4, ready, 10);
        var goal = Goals.Advance(cluster.Observe(), 100) with { Stable = null, Recorded = [new WeightStatus { Revision = Goals.Candidate, Desired = 100, Observed = 0 }] };

        Assert.That(Moves.Of(goal), Is.EqualTo(moves));
    }

    [TestCase(5, 0, 0, "two to 1")]
    [TestCase(5, 1, 0, "")]
    [TestCase(5, 1, 1, "one 95 / two 5")]
    [TestCase(50, 1, 1, "two to 2")]
    [TestCase(50, 2, 1, "")]
    [TestCase(50, 2, 2, "one 50 / two 50")]
    [TestCase(51, 2, 2, "two to 3")]
    [TestCase(100, 4, 4, "one 0 / two 100")]
    public void Advance_capacity_comes_before_weight(int weight, int asked, int ready, string moves) =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (asked, ready)), weight)), Is.EqualTo(moves));

    [Test]
    public void Advance_at_its_weight_is_silent()
    {
        var plan = ClusterPlanner.Plan(Goals.Advance(Moves.Route(50, (4, 4), (2, 2)), 50));
        Assert.That((Moves.Of(plan), plan.IsAtWeight, plan.IsCapacityReady, plan.Waiting, plan.RequeueAfter), Is.EqualTo(("", true, true, (Impediment?)null, (TimeSpan?)null)));
    }

    [Test]
    public void A_route_that_is_not_accepted_is_no_weight_in_force_and_allows_no_scale_down()
    {
        var observed = Moves.Route(20, (4, 4), (3, 3)).WithTraffic(traffic => traffic with { IsAccepted = false });
        var plan = ClusterPlanner.Plan(Goals.Advance(observed, 20));
        Assert.That((Moves.Of(plan), plan.IsAtWeight, plan.Waiting?.Reason), Is.EqualTo(("", false, "WaitingForTraffic")));
        Assert.That(Moves.Of(Goals.Advance(observed.WithTraffic(traffic => traffic with { IsAccepted = true }), 20)), Is.EqualTo("two down to 1"));
    }

    [Test]
    public void A_full_scale_candidate_has_all_its_pods_from_the_start() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (0, 0)), 5, Goals.Plan(scale: CandidateScale.Full))), Is.EqualTo("two to 4"));

    [TestCase(0, "two to 4")]
    [TestCase(4, "")]
    public void What_was_proven_has_all_its_pods_from_the_start_and_keeps_those_that_still_run(int asked, string moves) =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (asked, asked)), 0) with { ScalesInFull = true }), Is.EqualTo(moves));

    [TestCase(0, 0, "two to 2")]
    [TestCase(0, 2, "")]
    [TestCase(100, 2, "two to 4")]
    [TestCase(100, 4, "one 0 / two 100")]
    public void A_blue_green_candidate_is_previewed_small_and_switched_at_full_scale(int weight, int pods, string moves) =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (pods, pods)), weight, Goals.BlueGreen(preview: 2))), Is.EqualTo(moves));

    [Test]
    public void A_good_version_takes_over_from_a_stable_that_is_broken()
    {
        var observed = Moves.Route(20, (4, 1), (4, 4));
        Assert.That(Moves.Of(Goals.Advance(observed, 100)), Is.EqualTo("one 0 / two 100"));
        Assert.That(ClusterPlanner.Plan(Goals.Advance(observed, 100)).IsCapacityReady, Is.True);
    }

    [Test]
    public void A_shrunk_stable_follows_the_weight_in_force_down_to_its_floor()
    {
        var plan = Goals.Plan(stableScale: StableScale.Shrink);
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (3, 3)), 75, plan)), Is.EqualTo("one 25 / two 75"));
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(25, (4, 4), (1, 1)), 25, plan)), Is.EqualTo("one down to 3"));
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(75, (4, 4), (3, 3)), 75, plan)), Is.EqualTo("one down to 2"));
    }

    [Test]
    public void A_shrunk_stable_is_full_again_before_the_last_step()
    {
        var last = Goals.Advance(Moves.Route(75, (2, 2), (4, 4)), 100, Goals.Plan(stableScale: StableScale.Shrink)) with { IsLastStep = true };
        Assert.That(Moves.Of(last), Is.EqualTo("one to 4"));
        Assert.That(ClusterPlanner.Plan(last).Waiting?.Message, Is.EqualTo("Revision one has 2 of 4 ready endpoints in cluster local."));
        Assert.That(Moves.Of(last with { Observed = Moves.Route(75, (4, 4), (4, 4)) }), Is.EqualTo("one 0 / two 100"));
        Assert.That(Moves.Of(last with { Mode = GoalMode.Bake, Observed = Moves.Route(100, (2, 2), (4, 4)) }), Is.EqualTo("one to 4"));
    }

    [Test]
    public void A_shrunk_stable_that_cannot_come_back_is_not_waited_for()
    {
        var observed = Moves.Route(75, (4, 2), (4, 4)).With(Goals.Stable, found => found with { Problem = new PodProblem(PodProblemKind.CrashLoop, "exit 1") });
        Assert.That(Moves.Of(Goals.Advance(observed, 100, Goals.Plan(stableScale: StableScale.Shrink)) with { IsLastStep = true }), Is.EqualTo("one 0 / two 100"));
    }

    [Test]
    public void Held_nothing_rises()
    {
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(20, (4, 4), (1, 1)), 50) with { IsHeld = true }), Is.Empty);
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(20, (4, 4), (2, 2)), 50) with { IsHeld = true }), Is.Empty);
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(0, (4, 4), (0, 0)), 5) with { IsHeld = true }), Is.Empty);
    }

    [Test]
    public void More_replicas_reach_a_held_candidate_as_far_as_its_present_weight_needs()
    {
        var goal = Goals.Advance(Moves.Route(50, (4, 4), (2, 2)), 80) with { IsHeld = true, Replicas = 8 };
        Assert.That(Moves.Of(goal), Is.EqualTo("one to 8, two to 4"));
        Assert.That(Moves.Of(goal with { Observed = Moves.Route(50, (8, 8), (4, 4)) }), Is.Empty);
    }

    [Test]
    public void Fewer_replicas_take_pods_from_both_and_keep_the_weights() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Route(50, (8, 8), (4, 4)), 50)), Is.EqualTo("one down to 4, two down to 2"));

    [Test]
    public void Without_replicas_the_weights_stay_and_nothing_is_started()
    {
        var goal = Goals.Advance(Moves.Route(50, (4, 4), (2, 2)), 80) with { Replicas = 0 };
        Assert.That(Moves.Of(goal), Is.EqualTo("one down to 0, two down to 0"));
        var plan = ClusterPlanner.Plan(goal with { Observed = Moves.Route(50, (0, 0), (0, 0)) });
        Assert.That((Moves.Of(plan), plan.Waiting?.Reason, plan.Weights[1].Desired), Is.EqualTo(("", "ScaledToZero", 50)));
        Assert.That(Moves.Of(goal with { Stable = null, Observed = new ModelCluster(isService: false).Observe() }), Is.Empty);
    }
}
