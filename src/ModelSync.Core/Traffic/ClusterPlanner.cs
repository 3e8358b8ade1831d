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
        var traffic = TrafficWrite(view, split, selector);
        return new ClusterPlan
        {
            Weights = Report(view, split, weights.Masked),
            Actions = [.. ScaleMoves.Up(view, weights, split, selector, traffic), .. traffic is null ? [] : new[] { traffic }, .. ScaleMoves.Down(view, weights, split, selector)],
            IsCapacityReady = Readiness.IsReady(view),
            IsAtWeight = (ClusterProgress.IsAtWeight(view) && !weights.HasMasked(view)) || ClusterProgress.StandsIn(view, weights),
            WithoutTraffic = ClusterProgress.WithoutTraffic(view, split),
            Waiting = ClusterProgress.Waiting(view, weights),
            RequeueAfter = ClusterProgress.RequeueAfter(view),
        };
    }

    private static Impediment? Refusal(ClusterObservation observed) => observed.Reachability != Reachability.Reachable
        ? new Impediment("ClusterUnreachable", $"Cluster {observed.Name} does not answer: nothing is changed there, and what it last showed is kept.")
        : observed.WritesRefused;

    /// <summary>What cannot be seen is neither there nor gone: the weights stay as the status has them, and no goal counts as reached.</summary>
    private static ClusterPlan OutOfReach(ClusterView view, Impediment refusal) => new()
    {
        Weights = view.Goal.Recorded.Count > 0 ? view.Goal.Recorded : Report(view, view.Present, static (_, _) => null),
        Actions = [],
        IsCapacityReady = false,
        IsAtWeight = false,
        WithoutTraffic = ClusterProgress.WithoutTraffic(view, view.Present),
        Waiting = refusal,
    };

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
        var all = split.Shares.FirstOrDefault(share => share.Weight == 100).Revision;
        var entry = selector ?? ServiceSelector.Narrow(all ?? view.Stable ?? split.Shares[0].Revision);
        var traffic = view.Goal.Observed.Traffic;
        var isWritten = traffic is { IsDrifted: false }
            && (view.IsService ? view.Selector == entry : traffic.Written.Equals(split) && (traffic.Selector ?? entry) == entry);
        return isWritten ? null : new ApplyTraffic(view.Goal.Observed.Name, split, entry);
    }

    private static IReadOnlyList<WeightStatus> Report(ClusterView view, TrafficSplit split, Func<ClusterView, string, int?> masked) => split.IsEmpty ? [] :
    [
        .. view.Parties.Select(party => new WeightStatus { Revision = party, Desired = split.Of(party), Observed = view.InForce(party), Masked = masked(view, party) }),
    ];
}
