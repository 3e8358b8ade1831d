namespace ModelSync.Core.Traffic;

/// <summary>Which revisions are taken out of the traffic because they do not answer, and which may stand in for them.</summary>
internal static class Masking
{
    /// <summary>How long a revision may be without a ready endpoint before its weight is taken: shorter is a pod that is being replaced.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether a revision answers at all.</summary>
    public static bool IsAlive(ClusterView view, string revision) => view.Ready(revision) > 0;

    /// <summary>
    /// Whether a revision is masked as soon as another can stand in. Without pods there is nothing to be patient for, and on the way back there is no reason
    /// to be patient with what is leaving.
    /// </summary>
    public static bool IsDead(ClusterView view, string revision) =>
        !IsAlive(view, revision)
        && (view.Find(revision) is not { Replicas: > 0 } found
            || found.NotReadyFor >= Patience
            || (view.Goal.Mode == GoalMode.Return && !view.IsStable(revision)));

    /// <summary>
    /// Whether a revision may take another's share: stable always, others only when they have a share themselves. A candidate at 0 was not let in yet, or
    /// was sent away: that stable is down for a moment does not make it good. One that somebody else took its share from was not sent away.
    /// </summary>
    public static bool MayStandIn(ClusterView view, string revision, int unmasked) =>
        IsAlive(view, revision)
        && (view.IsStable(revision) || view.Present.Of(revision) > 0 || (view.IsCandidate(revision) && (unmasked > 0 || view.Recorded(revision) is { Desired: > 0 })));

    /// <summary>
    /// When a revision that does not answer will be masked; null when none will. One that is to have weight counts as well as one that has it: what somebody
    /// else took from it, or what no pod of it draws behind a wide selector, is missed once its time is over.
    /// </summary>
    public static TimeSpan? NextMask(ClusterView view, WeightPlan weights)
    {
        TimeSpan? next = null;
        foreach (var revision in view.KeepsWeights ? [] : view.Parties)
        {
            if (!IsAlive(view, revision) && !IsDead(view, revision) && (view.Present.Of(revision) > 0 || weights.Wanted(view, revision) > 0))
            {
                var left = Patience - (view.Find(revision)?.NotReadyFor ?? TimeSpan.Zero);
                next = next is null || left < next ? left : next;
            }
        }

        return next;
    }
}
