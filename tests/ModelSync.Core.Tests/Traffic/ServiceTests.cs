using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class ServiceTests
{
    private static readonly Core.Revisions.RolloutPlan Canary = Goals.Plan(TrafficType.Service);

    [TestCase(5, 4, 4, 1)]
    [TestCase(20, 4, 4, 1)]
    [TestCase(34, 4, 4, 2)]
    [TestCase(50, 4, 4, 4)]
    [TestCase(51, 4, 4, 4)]
    [TestCase(75, 4, 1, 4)]
    [TestCase(99, 4, 1, 4)]
    [TestCase(20, 8, 8, 2)]
    public void Pods_behind_one_Service_follow_the_weight(int weight, int replicas, int stable, int candidate) =>
        Assert.That(ServiceSplit.Pods(weight, replicas), Is.EqualTo((stable, candidate)));

    // 1 of 5 pods carries 20 %, and the nearest split to 22 % of 5 is 1 pod.
    [TestCase(78, 5)]
    [TestCase(77, 5)]
    [TestCase(26, 4)]
    [TestCase(13, 10)]
    [TestCase(6, 20)]
    public void A_split_as_near_as_pods_come_to_it_is_reached_and_masks_nobody(int weight, int replicas)
    {
        var (stable, candidate) = ServiceSplit.Pods(weight, replicas);
        var goal = Goals.Advance(Moves.Service(null, (stable, stable), (candidate, candidate)), weight, Canary) with { Replicas = replicas };

        var plan = ClusterPlanner.Plan(goal with { Recorded = ClusterPlanner.Plan(goal).Weights });

        Assert.That((Moves.Of(plan), plan.IsAtWeight, plan.Waiting?.Message), Is.EqualTo(("", true, (string?)null)));
        Assert.That(plan.Weights.Select(share => share.Masked), Is.All.Null);
    }

    [Test]
    public void The_selector_gets_wide_when_the_candidate_is_ready()
    {
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (0, 0)), 20, Canary)), Is.EqualTo("two to 1"));
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (1, 0)), 20, Canary)), Is.Empty);
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (1, 1)), 20, Canary)), Is.EqualTo("wide"));
        Assert.That(ClusterPlanner.Plan(Goals.Advance(Moves.Service(null, (4, 4), (1, 1)), 20, Canary)), Has.Property(nameof(ClusterPlan.IsAtWeight)).True.And.Property(nameof(ClusterPlan.Actions)).Empty);
    }

    [Test]
    public void The_share_asked_for_is_the_one_that_the_pods_come_to()
    {
        var plan = ClusterPlanner.Plan(Goals.Advance(Moves.Service(null, (4, 4), (1, 1)), 5, Canary));
        Assert.That((plan.Weights[1].Desired, plan.Weights[1].Observed, plan.IsAtWeight), Is.EqualTo((20, 20, true)));
    }

    [Test]
    public void Above_half_stable_gives_up_pods_once_the_candidate_has_all_of_its_own()
    {
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(null, (4, 4), (1, 1)), 80, Canary)), Is.EqualTo("two to 4"));
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(null, (4, 4), (4, 3)), 80, Canary)), Is.Empty);
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(null, (4, 4), (4, 4)), 80, Canary)), Is.EqualTo("one down to 1"));
    }

    [Test]
    public void At_the_end_the_selector_is_narrow_again_before_stable_gets_its_pods_back()
    {
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(null, (1, 1), (4, 4)), 100, Canary)), Is.EqualTo("one 0 / two 100"));
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(Goals.Candidate, (1, 1), (4, 4)), 100, Canary)), Is.EqualTo("one to 4"));
    }

    [TestCase(4, 1, null, false)]
    [TestCase(4, 4, null, true)]
    [TestCase(4, 1, PodProblemKind.Unschedulable, true)]
    public void The_step_to_100_is_through_once_a_failure_could_go_back_by_weight_alone(int asked, int ready, PodProblemKind? problem, bool isReady)
    {
        var observed = Moves.Service(Goals.Candidate, (asked, ready), (4, 4));
        observed = observed.With(Goals.Stable, found => found with { Problem = problem is { } kind ? new PodProblem(kind, "0/3 nodes have the memory") : null });
        var plan = ClusterPlanner.Plan(Goals.Advance(observed, 100, Canary));
        Assert.That((plan.IsAtWeight, plan.IsCapacityReady, plan.Waiting?.Reason), Is.EqualTo((true, isReady, isReady ? null : "WaitingForCapacity")));
        Assert.That(ClusterPlanner.Plan(Goals.Advance(observed, 100, Canary) with { Mode = GoalMode.Bake }).IsCapacityReady, Is.True, "a bake goes on");
    }

    [Test]
    public void A_candidate_that_blinks_behind_a_wide_selector_at_its_last_weight_is_looked_at_when_patience_ends()
    {
        var goal = Goals.Advance(Moves.Service(null, (4, 4), (4, 0), downSeconds: 2), 100, Canary) with
        {
            Mode = GoalMode.Bake,
            Recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 100 }, new WeightStatus { Revision = Goals.Candidate, Desired = 0, Masked = 100 }],
        };
        var blinking = ClusterPlanner.Plan(goal);
        Assert.That((Moves.Of(blinking), blinking.RequeueAfter), Is.EqualTo(("", TimeSpan.FromSeconds(3))));
        Assert.That(Moves.Of(goal with { Observed = Moves.Service(null, (4, 4), (4, 0), downSeconds: 5) }), Does.StartWith("one 100"));
    }

    [Test]
    public void A_blue_green_switch_never_widens() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (4, 4)), 100, Goals.BlueGreen(TrafficType.Service))), Is.EqualTo("one 0 / two 100"));

    [Test]
    public void More_replicas_keep_the_ratio() =>
        Assert.That(Moves.Of(Goals.Advance(Moves.Service(null, (4, 4), (1, 1)), 20, Canary) with { Replicas = 8 }), Is.EqualTo("one to 8, two to 2"));

    [Test]
    public void Return_narrows_and_ends_the_candidate_in_one_decision() =>
        Assert.That(Moves.Of(Goals.Return(Moves.Service(null, (4, 4), (1, 1)), plan: Canary)), Is.EqualTo("one 100 / two 0, two down to 0"));

    [Test]
    public void Return_with_a_small_stable_trades_pod_for_pod()
    {
        Assert.That(Moves.Of(Goals.Return(Moves.Service(null, (1, 1), (4, 4)), plan: Canary)), Is.EqualTo("one to 4, two down to 3"));
        Assert.That(Moves.Of(Goals.Return(Moves.Service(null, (4, 3), (3, 3)), plan: Canary)), Is.EqualTo("two down to 1"));
        Assert.That(Moves.Of(Goals.Return(Moves.Service(null, (4, 4), (1, 1)), plan: Canary)), Is.EqualTo("one 100 / two 0, two down to 0"));
        Assert.That(Moves.Of(Goals.Return(Moves.Service(null, (4, 1), (3, 3)), seconds: 60, plan: Canary)), Is.EqualTo("one 100 / two 0, two down to 0"));
    }

    [Test]
    public void Return_from_a_narrow_candidate_widens_with_the_first_pod_of_stable() =>
        Assert.That(Moves.Of(Goals.Return(Moves.Service(Goals.Candidate, (4, 1), (4, 4)), plan: Canary)), Is.EqualTo("wide"));

    // A new process whose cache does not have the candidate yet sees its share and none of its pods.
    [Test]
    public void While_nothing_is_seen_to_be_ready_the_selector_stays_as_it_is()
    {
        var observed = Moves.Service(null, (4, 0), (0, 0), downSeconds: 2).WithTraffic(traffic => traffic with { Observed = TrafficSplit.All(Goals.Candidate) });
        var goal = Goals.Advance(observed, 100, Canary) with
        {
            Recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 67 }, new WeightStatus { Revision = Goals.Candidate, Desired = 33 }],
        };

        Assert.That(Moves.Of(goal), Is.EqualTo("two to 4"));
    }

    // The last write of the selector failed or is not seen yet, and the candidate blinks: stable gets all of it anyway.
    [TestCase(2, "")]
    [TestCase(6, "one 100 / two 0")]
    public void A_candidate_that_blinks_at_its_last_weight_stays_behind_the_wide_selector(int downSeconds, string moves)
    {
        var goal = Goals.Advance(Moves.Service(null, (4, 4), (4, 0), downSeconds), 100, Canary) with
        {
            Recorded = [new WeightStatus { Revision = Goals.Stable, Desired = 0 }, new WeightStatus { Revision = Goals.Candidate, Desired = 100 }],
        };

        Assert.That(Moves.Of(goal), Is.EqualTo(moves));
    }

    [Test]
    public void A_dead_revision_behind_the_wide_selector_needs_no_write_and_is_reported()
    {
        var plan = ClusterPlanner.Plan(Goals.Advance(Moves.Service(null, (4, 4), (1, 0)), 20, Canary));
        Assert.That((Moves.Of(plan), plan.Weights[1].Masked, plan.IsAtWeight), Is.EqualTo(("", 20, false)));
    }

    [Test]
    public void A_third_revision_keeps_the_selector_narrow_until_its_last_pod_is_gone()
    {
        var goal = Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (1, 1)).WithThird(0, 0, terminating: 1), 20, Canary);
        Assert.That((Moves.Of(goal), ClusterPlanner.Plan(goal).Waiting?.Reason), Is.EqualTo(("", "WaitingForPods")));
    }

    [Test]
    public void A_superseded_candidate_is_narrowed_away_before_the_next_one_has_pods()
    {
        var wide = Moves.Service(null, (4, 4), (0, 0)).WithThird(1, 1);
        var observed = (wide with { Revisions = [.. wide.Revisions.Where(found => found.Revision != Goals.Candidate)] }).WithTraffic(traffic => traffic with
        {
            Observed = TrafficSplit.Between(Goals.Stable, Goals.Third, 20),
        });
        Assert.That(Moves.Of(Goals.Advance(observed, 20, Canary)), Is.EqualTo("one 100 / two 0, three down to 0"));
    }

    [Test]
    public void The_first_version_is_selected_when_it_carries_everything()
    {
        var cluster = new ModelCluster(isService: true);
        cluster.Add(Goals.Candidate, 4, 4);
        Assert.That(Moves.Of(Goals.Advance(cluster.Observe(), 100, Canary) with { Stable = null }), Is.EqualTo("two 100"));
    }
}
