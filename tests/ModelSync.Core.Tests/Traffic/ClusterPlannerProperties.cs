using FsCheck;
using FsCheck.Fluent;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

public sealed class ClusterPlannerProperties
{
    public static class Scenarios
    {
        public static Arbitrary<Scenario> Any() => Scenario.Any();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Scenarios)], MaxTest = 5000)]
    public Property Every_plan_keeps_its_promises_in_any_state(Scenario scenario)
    {
        var goal = scenario.Goal(scenario.Cluster());
        var broken = Oracle.Broken(goal, ClusterPlanner.Plan(goal));
        return (broken is null).Label(broken ?? "");
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Scenarios)], MaxTest = 1000)]
    public bool The_same_state_gives_the_same_plan(Scenario scenario)
    {
        var one = ClusterPlanner.Plan(scenario.Goal(scenario.Cluster()));
        var other = ClusterPlanner.Plan(scenario.Goal(scenario.Cluster()));
        return one.Actions.SequenceEqual(other.Actions) && one.Weights.SequenceEqual(other.Weights) && one.Waiting == other.Waiting && one.RequeueAfter == other.RequeueAfter;
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Scenarios)], MaxTest = 1000)]
    public bool Nothing_is_done_to_a_cluster_that_does_not_answer_or_may_not_be_written(Scenario scenario)
    {
        var goal = scenario.Goal(scenario.Cluster());
        var lost = ClusterPlanner.Plan(goal with { Observed = goal.Observed with { Reachability = Reachability.Unknown } });
        var refused = ClusterPlanner.Plan(goal with { Observed = goal.Observed with { WritesRefused = new Impediment("IdentityMismatch", "another cluster") } });
        return lost is { Actions.Count: 0, IsAtWeight: false, IsCapacityReady: false, Waiting.Reason: "ClusterUnreachable" }
            && refused is { Actions.Count: 0, IsAtWeight: false, Waiting.Reason: "IdentityMismatch" };
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Scenarios)], MaxTest = 2000)]
    public Property With_pods_that_get_ready_every_goal_is_reached_and_then_nothing_is_done(Scenario scenario)
    {
        var cluster = scenario.Cluster();
        ClusterPlan? plan = null;
        for (var round = 0; round < 20; round++)
        {
            var goal = scenario.Goal(cluster, plan);
            plan = ClusterPlanner.Plan(goal);
            if (Oracle.Broken(goal, plan) is { } broken)
            {
                return false.Label(broken);
            }

            foreach (var action in plan.Actions)
            {
                cluster.Apply(action);
            }

            cluster.Settle();
        }

        var isReachable = scenario.Replicas > 0 && !scenario.IsHeld;
        return (plan!.Actions.Count == 0 && (!isReachable || (plan.IsAtWeight && plan.IsCapacityReady && plan.Waiting is null)))
            .Label($"{string.Join(", ", plan.Actions)} at weight {plan.IsAtWeight} capacity {plan.IsCapacityReady} waiting {plan.Waiting}");
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Scenarios)], MaxTest = 2000, EndSize = 60)]
    public Property Whatever_happens_between_plans_every_plan_keeps_its_promises_and_the_goal_is_reached(Scenario scenario)
    {
        var cluster = scenario.Cluster();
        ClusterPlan? plan = null;
        foreach (var happens in scenario.Events)
        {
            var goal = scenario.Goal(cluster, plan);
            plan = ClusterPlanner.Plan(goal);
            if (Oracle.Broken(goal, plan) is { } broken)
            {
                return false.Label(broken);
            }

            // The operator may die after any of its writes; the status was written before them.
            foreach (var action in plan.Actions.Take(happens % 4 == 0 ? happens / 4 % 4 : int.MaxValue))
            {
                cluster.Apply(action);
            }

            Happen(cluster, happens);
        }

        for (var round = 0; round < 20; round++)
        {
            plan = ClusterPlanner.Plan(scenario.Goal(cluster, plan));
            foreach (var action in plan.Actions)
            {
                cluster.Apply(action);
            }

            cluster.Settle();
        }

        var isReachable = scenario.Replicas > 0 && !scenario.IsHeld;
        return (plan is null || (plan.Actions.Count == 0 && (!isReachable || (plan.IsAtWeight && plan.IsCapacityReady))))
            .Label($"{string.Join(", ", plan?.Actions ?? [])} waiting {plan?.Waiting}");
    }

    /// <summary>One thing that happens to a cluster by itself: pods come, get ready, fail and go, routes are accepted, time passes, people edit.</summary>
    private static void Happen(ModelCluster cluster, int happens)
    {
        foreach (var revision in cluster.Revisions)
        {
            revision.Reconcile();
            revision.DownFor = revision.Ready > 0 ? TimeSpan.Zero : revision.DownFor + TimeSpan.FromSeconds(happens % 7);
        }

        var one = cluster.Revisions.Count == 0 ? null : cluster.Revisions[happens % cluster.Revisions.Count];
        switch (happens / 10)
        {
            case 0 or 1 or 2 when one is { Unready: > 0 }:
                (one.Ready, one.Unready) = (one.Ready + 1, one.Unready - 1);
                break;
            case 3 when one is { Ready: > 0 }:
                (one.Ready, one.Unready) = (one.Ready - 1, one.Unready + 1);
                break;
            case 4 when one is not null:
                (one.Ready, one.Unready) = (0, one.Ready + one.Unready);
                break;
            case 5 when one is not null:
                one.Terminating = 0;
                break;
            case 6 when one is not null:
                one.IsDrifted = true;
                break;
            case 7 when one is not null:
                (one.Ready, one.Unready) = (one.Ready + one.Unready, 0);
                break;
            case 8 when happens < 83 && one is not null:
                one.Desired = happens % 5;
                break;
            case 8 when happens == 83:
                cluster.DeleteTraffic();
                break;
            case 8 when happens < 86:
                cluster.EditWeights(happens == 84 ? 90 : 10);
                break;
            case 8 when happens == 88:
                cluster.IsTrafficDrifted = true;
                break;
            default:
                cluster.Accept();
                break;
        }
    }
}
