using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>What a cluster says that it waits for, whole.</summary>
public sealed class WaitingTests
{
    private static readonly Core.Revisions.RolloutPlan Service = Goals.Plan(TrafficType.Service);

    [Test]
    public void A_cluster_that_does_not_answer_counts_as_nothing_reached()
    {
        var lost = ClusterPlanner.Plan(Goals.Advance(Moves.Route(20, (4, 4), (1, 1)) with { Reachability = Reachability.Unknown }, 20));
        Assert.That((lost.IsAtWeight, lost.IsCapacityReady, lost.Actions.Count), Is.EqualTo((false, false, 0)));
        Assert.That(lost.Waiting!.Message, Is.EqualTo("Cluster local does not answer: nothing is changed there, and what it last showed is kept."));
        Assert.That(() => ClusterPlanner.Plan(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void What_somebody_refuses_is_said_in_his_words()
    {
        var paused = new Impediment("ClusterPaused", "the ModelCluster is paused");
        Assert.That(ClusterPlanner.Plan(Goals.Advance(Moves.Route(20, (4, 4), (1, 1)) with { WritesRefused = paused }, 20)).Waiting, Is.EqualTo(paused));
    }

    [Test]
    public void Without_replicas_it_waits_for_some() => Says(
        Goals.Advance(Moves.Route(20, (4, 4), (1, 1)), 20) with { Replicas = 0 },
        "ScaledToZero: spec.replicas is 0: nothing is started and the weights stay in cluster local until it is higher.");

    [Test]
    public void A_masked_revision_is_named_with_its_weight() => Says(
        Goals.Advance(Moves.Route(20, (4, 0), (1, 1)), 20),
        "Masked: Revision one has too few ready endpoints for its weight of 80 in cluster local: another serves until it has them.");

    [Test]
    public void Missing_pods_are_counted_and_their_own_trouble_is_told()
    {
        Says(Goals.Advance(Moves.Route(0, (4, 4), (2, 1)), 50), "WaitingForCapacity: Revision two has 1 of 2 ready endpoints in cluster local.");
        Says(
            Goals.Advance(Moves.Route(0, (4, 4), (2, 1)).With(Goals.Candidate, static found => found with { Problem = new PodProblem(PodProblemKind.ImagePull, "no such image") }), 50),
            "WaitingForCapacity: Revision two has 1 of 2 ready endpoints in cluster local (ImagePull: no such image).");
        Says(Goals.Steady(Moves.Route(0, (4, 3), (0, 0))), "WaitingForCapacity: Revision one has 3 of 4 ready endpoints in cluster local.");
    }

    [Test]
    public void A_hold_a_route_and_older_pods_are_told_apart()
    {
        Says(Goals.Advance(Moves.Route(0, (4, 4), (2, 2)), 50) with { IsHeld = true }, "Held: The weight stays at 0 in cluster local: nothing may rise now.");
        Says(Goals.Advance(Moves.Route(0, (4, 4), (2, 2)), 50), "WaitingForTraffic: The weights of one 50 / two 50 are not in force yet in cluster local.");
        Says(
            Goals.Advance(Moves.Service(Goals.Stable, (4, 4), (1, 1)).WithThird(0, 0, terminating: 1), 20, Service),
            "WaitingForPods: Pods of an older revision still end in cluster local: traffic is split once they are gone.");
        Says(Goals.Advance(Moves.Route(0, (4, 4), (2, 2)).WithThird(0, 0, terminating: 1), 50), "WaitingForTraffic: The weights of one 50 / two 50 are not in force yet in cluster local.");
    }

    [Test]
    public void What_is_to_stop_waits_for_its_pods_to_end()
    {
        var goal = Goals.Steady(Moves.Route(0, (4, 4), (0, 0))) with { Mode = GoalMode.Stop };
        Says(goal, "WaitingForPods: Pods still end in cluster local.");
        var plan = ClusterPlanner.Plan(goal with { Observed = Moves.Route(0, (0, 0), (0, 0)) });
        Assert.That((plan.IsAtWeight, plan.Waiting), Is.EqualTo((true, (Impediment?)null)));
        Assert.That(ClusterPlanner.Plan(goal with { Observed = Moves.Route(0, (0, 0), (2, 2)) }).IsAtWeight, Is.False, "all have to be gone");
    }

    [Test]
    public void A_goal_that_is_reached_waits_for_nothing() =>
        Assert.That(ClusterPlanner.Plan(Goals.Advance(Moves.Route(50, (4, 4), (2, 2)), 50)), Has.Property(nameof(ClusterPlan.Waiting)).Null.And.Property(nameof(ClusterPlan.IsAtWeight)).True);

    [Test]
    public void A_route_counts_only_when_it_is_written_and_in_force()
    {
        var observed = Moves.Route(50, (4, 4), (2, 2));
        var behind = observed.WithTraffic(static traffic => traffic with { Observed = TrafficSplit.Between(Goals.Stable, Goals.Candidate, 20) });
        Assert.That(ClusterPlanner.Plan(Goals.Advance(behind, 50)).IsAtWeight, Is.False);
        var foreign = observed.WithTraffic(static traffic => traffic with { Written = TrafficSplit.Between(Goals.Stable, Goals.Candidate, 20) });
        Assert.That(ClusterPlanner.Plan(Goals.Advance(foreign, 50)).IsAtWeight, Is.False);
    }

    private static void Says(ClusterGoal goal, string words)
    {
        var waiting = ClusterPlanner.Plan(goal).Waiting!;
        Assert.That($"{waiting.Reason}: {waiting.Message}", Is.EqualTo(words));
    }
}
