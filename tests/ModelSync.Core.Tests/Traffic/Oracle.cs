using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>The promises of a plan, said again in another way than the planner does: each method gives what is broken, or null.</summary>
internal static class Oracle
{
    public static string? Broken(ClusterGoal goal, ClusterPlan plan) =>
        Sum(plan) ?? Order(plan) ?? Rises(goal, plan) ?? Masked(goal, plan) ?? Lowered(goal, plan) ?? Held(goal, plan) ?? Monotone(goal, plan) ?? Returned(goal, plan);

    private static string? Sum(ClusterPlan plan) =>
        plan.Weights.Count == 0 || plan.Weights.Sum(weight => weight.Desired) == 100 ? null : "the weights are not 100 in sum";

    private static string? Order(ClusterPlan plan) =>
        plan.Actions.Select(action => action.Stage).Order().SequenceEqual(plan.Actions.Select(action => action.Stage)) ? null : "the stages are out of order";

    private static string? Rises(ClusterGoal goal, ClusterPlan plan)
    {
        if (plan.Actions.OfType<ApplyTraffic>().SingleOrDefault() is not { } write || goal.Replicas == 0 || (goal.Observed.Traffic is null && goal.Recorded.Count > 0))
        {
            return null;
        }

        var isMasking = Parties(goal).Any(revision => Before(goal, revision) > 0 && IsDead(goal, revision));
        var isOver = goal.Mode == GoalMode.Return && goal.ReturnElapsed >= TimeSpan.FromSeconds(60);
        if (goal.IsService() && write.Selector.IsWide)
        {
            var pods = goal.Observed.Revisions.Where(found => found.Replicas + found.TerminatingPods > 0).Select(found => found.Revision).Order(StringComparer.Ordinal);
            return goal.Observed.Traffic?.Selector is { IsWide: true } ? null
                : !pods.SequenceEqual([Goals.Stable, Goals.Candidate]) ? "widened with other than two revisions"
                : Ready(goal, Goals.Stable) + Ready(goal, Goals.Candidate) < goal.Replicas ? "widened below capacity"
                : Ready(goal, Goals.Stable) == 0 || Ready(goal, Goals.Candidate) == 0 ? "widened to a revision without endpoints"
                : null;
        }

        foreach (var share in write.Split.Shares)
        {
            var carries = Ready(goal, share.Revision) >= goal.Replicas ? 100 : 100 * Ready(goal, share.Revision) / goal.Replicas;
            if (share.Weight > Before(goal, share.Revision) && share.Weight > carries && !(isMasking && carries > 0) && !(isOver && share.Revision == goal.Stable && carries > 0))
            {
                return $"{share.Revision} rises to {share.Weight} and carries {carries}";
            }
        }

        return null;
    }

    private static string? Masked(ClusterGoal goal, ClusterPlan plan)
    {
        if (goal.Replicas == 0 || goal.Stable is null || goal.Mode == GoalMode.Stop || goal.IsService())
        {
            return null;
        }

        var others = Parties(goal).Where(revision => Ready(goal, revision) > 0 && (revision == goal.Stable || Before(goal, revision) > 0));
        return others.Any() && plan.Weights.Any(weight => weight.Desired > 0 && IsDead(goal, weight.Revision!)) ? "a dead revision keeps weight" : null;
    }

    private static string? Lowered(ClusterGoal goal, ClusterPlan plan)
    {
        if (goal.Mode == GoalMode.Stop || goal.Replicas == 0)
        {
            return null;
        }

        foreach (var (revision, replicas) in plan.Actions.OfType<ScaleDownRevision>().Select(down => (down.Revision, down.Replicas)))
        {
            var traffic = goal.Observed.Traffic;
            var desired = plan.Weights.FirstOrDefault(weight => weight.Revision == revision)?.Desired ?? 0;
            if (!goal.IsService())
            {
                var weight = Math.Max(traffic?.Observed.Of(revision) ?? 0, desired);
                if (100 * replicas < weight * goal.Replicas || traffic is { IsAccepted: false })
                {
                    return $"{revision} is scaled to {replicas} with a weight of {weight}";
                }
            }
            else
            {
                var selector = plan.Actions.OfType<ApplyTraffic>().SingleOrDefault()?.Selector ?? traffic?.Selector;
                var rest = replicas + goal.Observed.Revisions.Where(found => found.Revision != revision).Sum(found => found.ReadyEndpoints);
                var isSent = goal.Stable is { } stable && selector == ServiceSelector.Narrow(stable) && revision != stable && (goal.Mode is GoalMode.Return or GoalMode.Steady || revision == Goals.Third);
                if ((selector == ServiceSelector.Narrow(revision) && replicas < goal.Replicas)
                    || (!isSent && traffic?.Selector is { IsWide: true } && traffic.Observed.Of(revision) > 0 && rest < goal.Replicas)
                    || (!isSent && traffic?.Selector == ServiceSelector.Narrow(revision) && replicas < goal.Replicas))
                {
                    return $"{revision} is scaled to {replicas} behind {selector}";
                }
            }
        }

        return null;
    }

    private static string? Held(ClusterGoal goal, ClusterPlan plan)
    {
        if (!goal.IsHeld || goal.Mode != GoalMode.Advance || goal.Stable is null || goal.Recorded.Any(weight => weight.Masked is not null))
        {
            return null;
        }

        var before = Math.Max(Before(goal, Goals.Candidate), goal.Recorded.FirstOrDefault(weight => weight.Revision == Goals.Candidate)?.Desired ?? 0);
        var after = plan.Actions.OfType<ApplyTraffic>().SingleOrDefault()?.Split.Of(Goals.Candidate) ?? 0;
        return after > before && !Parties(goal).Any(revision => Before(goal, revision) > 0 && IsDead(goal, revision)) && !goal.IsService() ? "a held candidate rises"
            : before == 0 && goal.Observed.Traffic?.Selector is not { IsWide: true } && plan.Actions.Any(action => action is ApplyRevision { Revision: Goals.Candidate } apply && apply.Replicas > Asked(goal, Goals.Candidate)) ? "a held candidate starts"
            : null;
    }

    private static string? Monotone(ClusterGoal goal, ClusterPlan plan)
    {
        if (goal.Mode is not (GoalMode.Advance or GoalMode.Bake) || goal.IsService() || goal.Observed.Traffic is null || IsDead(goal, Goals.Candidate)
            || (goal.Recorded.Count > 0 && goal.Recorded.FirstOrDefault(weight => weight.Revision == Goals.Candidate)?.Desired != Before(goal, Goals.Candidate))
            || goal.Recorded.Any(weight => weight.Masked is not null))
        {
            return null;
        }

        var aim = goal.Mode == GoalMode.Bake ? 100 : goal.Weight;
        var after = plan.Weights.FirstOrDefault(weight => weight.Revision == Goals.Candidate)?.Desired ?? 0;
        return after < Math.Min(aim, Before(goal, Goals.Candidate)) ? "the candidate's weight falls" : null;
    }

    private static string? Returned(ClusterGoal goal, ClusterPlan plan)
    {
        if (goal is not { Mode: GoalMode.Return, Replicas: > 0, Stable: { } stable } || Ready(goal, stable) < goal.Replicas || goal.Observed.Traffic is null)
        {
            return null;
        }

        var isAlone = plan.Weights.All(weight => weight.Desired == (weight.Revision == stable ? 100 : 0));
        var isWritten = goal.IsService() ? goal.Observed.Traffic.Selector == ServiceSelector.Narrow(stable) : goal.Observed.Traffic.Written.Of(stable) == 100;
        var isCandidateSentHome = !goal.IsService() || Asked(goal, Goals.Candidate) == 0 || plan.Actions.Contains(new ScaleDownRevision(goal.Observed.Name, Goals.Candidate, 0));
        return isAlone && (isWritten || plan.Actions.OfType<ApplyTraffic>().Any()) && isCandidateSentHome ? null : "the candidate does not go to 0 at once";
    }

    private static IEnumerable<string> Parties(ClusterGoal goal) => [Goals.Stable, Goals.Candidate, Goals.Third];

    private static int Ready(ClusterGoal goal, string revision) => goal.Observed.Find(revision)?.ReadyEndpoints ?? 0;

    private static int Asked(ClusterGoal goal, string revision) => goal.Observed.Find(revision)?.DesiredReplicas ?? 0;

    private static int Before(ClusterGoal goal, string revision) => goal.Observed.Traffic is not { } traffic
        ? goal.Recorded.FirstOrDefault(weight => weight.Revision == revision)?.Desired ?? 0
        : !goal.IsService() ? traffic.Written.Of(revision)
        : traffic.Selector is { IsWide: true } ? traffic.Observed.Of(revision)
        : traffic.Selector == ServiceSelector.Narrow(revision) ? 100 : 0;

    private static bool IsDead(ClusterGoal goal, string revision) => goal.Observed.Find(revision) is not { } found || (found.ReadyEndpoints == 0
        && (found.Replicas == 0 || found.NotReadyFor >= TimeSpan.FromSeconds(5) || (goal.Mode == GoalMode.Return && revision != goal.Stable)));
}
