using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>Finds the next safe moves of one cluster towards its goal.</summary>
/// <remarks>
/// It looks at levels only: what is there now, and what should be. Any prefix of a plan may be carried out, and the next plan goes on from there.
/// <code>
///  scale up ──► endpoints ready ──► weight ──► accepted and in force ──► scale down ──► remove
///  (ScalePlan)    (Readiness)    (WeightPlan)      (observed)           (ScaleFloor)
/// </code>
/// A plan never holds a move whose reason is another move of the same plan: the weight is decided on the endpoints that are ready already, the scale-down on
/// the weight that is in force already. The one exception is a Service on the way back, where only the end of pods closes connections: the narrow selector
/// and the scale-down stand in one plan, in this order.
/// </remarks>
public static class ClusterPlanner
{
    /// <summary>The moves that are safe in the state that was observed; none when the cluster is at its goal.</summary>
    public static ClusterPlan Plan(ClusterGoal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        var view = new ClusterView(goal);
        if (Refusal(goal.Observed) is { } refusal)
        {
            return OutOfReach(view, refusal);
        }

        var weights = WeightPlan.Of(view);
        var selector = view.IsService ? SelectorPlan.Of(view, weights) : null;
        var split = view.IsService ? Achieved(view, weights, selector) : weights.Split;
        var isAtWeight = ClusterProgress.IsAtWeight(view);
        return new ClusterPlan
        {
            Weights = Report(view, split, weights),
            Actions = MovesOf(view, weights, split, selector),
            IsCapacityReady = Readiness.IsReady(view) && Readiness.MayGoBack(view),
            IsAtWeight = (isAtWeight && !weights.HasMasked(view)) || ClusterProgress.StandsIn(view, weights),
            WithoutTraffic = ClusterProgress.WithoutTraffic(view, split),
            Waiting = ClusterProgress.Waiting(view, weights, isAtWeight),
            RequeueAfter = ClusterProgress.RequeueAfter(view, weights, isAtWeight),
        };
    }

    private static List<PlannedAction> MovesOf(ClusterView view, WeightPlan weights, TrafficSplit split, ServiceSelector? selector)
    {
        var moves = new List<PlannedAction>();
        var traffic = TrafficWrite(view, split, selector);
        ScaleMoves.Up(view, weights, split, selector, traffic, moves);
        if (traffic is not null)
        {
            moves.Add(traffic);
        }

        ScaleMoves.Down(view, weights, split, selector, moves);
        return moves;
    }

    private static Impediment? Refusal(ClusterObservation observed) => observed.Reachability != Reachability.Reachable
        ? new Impediment(ConditionReasons.ClusterUnreachable, $"Cluster {observed.Name} does not answer: nothing is changed there, and what it last showed is kept.")
        : observed.WritesRefused;

    /// <summary>What cannot be seen is neither there nor gone: the weights stay as the status has them, and no goal counts as reached.</summary>
    private static ClusterPlan OutOfReach(ClusterView view, Impediment refusal)
    {
        // What was last seen may be older than what was asked for since.
        var recorded = view.RecordedSplit;
        return new ClusterPlan
        {
            Weights = recorded.IsEmpty
                ? Report(view, view.Present, weights: null)
                : [.. view.Goal.Recorded.Select(weight => weight with { Observed = view.InForce(weight.Revision!) })],
            Actions = [],
            IsCapacityReady = false,
            IsAtWeight = false,
            WithoutTraffic = ClusterProgress.WithoutTraffic(view, recorded.IsEmpty ? view.Present : recorded),
            Waiting = refusal,
        };
    }

    /// <summary>The split that a Service comes to with its selector and the pods that are asked for.</summary>
    private static TrafficSplit Achieved(ClusterView view, WeightPlan weights, ServiceSelector? selector)
    {
        if (selector is not { } selected)
        {
            return TrafficSplit.Empty;
        }

        if (view is not { Stable: { } stable, Candidate: { } candidate })
        {
            return selected.Revision is { } one ? TrafficSplit.All(one) : weights.Split;
        }

        if (selected.IsWide)
        {
            var pods = ServiceSplit.Pods(Math.Clamp(weights.Unmasked, 1, 99), view.Replicas);
            return view.IsTrial && weights.Unmasked is > 0 and < 100 && !weights.HasMasked(view)
                ? TrafficSplit.Between(stable, candidate, ServiceSplit.Share(pods.Candidate, pods.Stable))
                : weights.Split;
        }

        return view.IsOther(selected.Revision!) ? TrafficSplit.All(selected.Revision!)
            : TrafficSplit.Between(stable, candidate, view.IsCandidate(selected.Revision) ? 100 : 0);
    }

    private static ApplyTraffic? TrafficWrite(ClusterView view, TrafficSplit split, ServiceSelector? selector)
    {
        if (split.IsEmpty)
        {
            return null;
        }

        // Beside a route the entry Service serves those who do not come by it: stable, until another one has everything.
        var entry = selector ?? ServiceSelector.Narrow(split.Sole ?? view.Stable ?? split.Shares[0].Revision);
        var traffic = view.Goal.Observed.Traffic;
        var isWritten = traffic is { IsDrifted: false }
            && (view.IsService ? view.Selector == entry : traffic.Written.Equals(split) && (traffic.Selector ?? entry) == entry);
        return isWritten ? null : new ApplyTraffic(view.Goal.Observed.Name, split, entry);
    }

    // Without a plan of weights what was masked stays so.
    private static WeightStatus[] Report(ClusterView view, TrafficSplit split, WeightPlan? weights)
    {
        if (split.IsEmpty)
        {
            return [];
        }

        var report = new WeightStatus[view.Parties.Count];
        for (var i = 0; i < report.Length; i++)
        {
            var party = view.Parties[i];
            var masked = weights is null ? view.Recorded(party)?.Masked : weights.Masked(view, party);
            report[i] = new WeightStatus { Revision = party, Desired = split.Of(party), Observed = view.InForce(party), Masked = masked };
        }

        return report;
    }
}
