using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>One cluster with its part and its place in the order of the waves.</summary>
/// <param name="Observed">The cluster as it was last seen.</param>
/// <param name="Part">Its part so far; null when it has none.</param>
/// <param name="Wave">The index of its own wave.</param>
/// <param name="WaveName">The name of its own wave; null for the wave of those that no other takes.</param>
internal sealed record FleetMember(ClusterObservation Observed, ClusterRolloutStatus? Part, int Wave, string? WaveName)
{
    public ClusterName Name => Observed.Name;

    public ClusterStage Stage => Part?.Stage ?? ClusterStage.Steady;

    public bool IsUnreachable => Observed.Reachability is Reachability.Unknown;

    /// <summary>Whether the candidate may have traffic or pods here.</summary>
    public bool HasCandidate => IsInMotion || Stage is ClusterStage.Promoted;

    /// <summary>Whether its turn came in this rollout.</summary>
    public bool HasBegun => HasCandidate || Stage is ClusterStage.Returned;

    /// <summary>Whether weights may change here: what maxConcurrency counts.</summary>
    public bool IsInMotion => Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Returning;

    /// <summary>Whether it has gone back, or is about to, while the rollout as a whole goes on.</summary>
    public bool WentBack => Stage is ClusterStage.Returning or ClusterStage.Returned;

    /// <summary>Why its state is not known or may not be changed; null when it is and may.</summary>
    public Impediment? Obstacle => IsUnreachable ? FleetMessages.Unreachable([this]) : Observed.WritesRefused;

    /// <summary>Whether a return would not get through now: others do not wait for it.</summary>
    public bool CannotReturn =>
        IsUnreachable || (Observed.WritesRefused ?? Observed.LastRefusal) is not null || Observed.Impediments.Any(static one => one.Reason is not FleetReasons.FieldContention);

    /// <summary>How far it is: the step, the number of steps while it is promoted, one more while it bakes.</summary>
    public int Position(int stepCount) => Stage switch
    {
        ClusterStage.Progressing => Math.Clamp(Part?.Step ?? 0, 0, stepCount),
        ClusterStage.Promoting => stepCount,
        ClusterStage.Baking => stepCount + 1,
        _ => 0,
    };
}
