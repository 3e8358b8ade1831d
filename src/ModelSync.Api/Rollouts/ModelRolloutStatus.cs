using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Rollouts;

/// <summary>What is served, and what is going on; everything that a decision needs to remember is here, so that any replica can go on after any write.</summary>
public sealed record ModelRolloutStatus
{
    /// <summary>The generation that this status is about; -1 until the controller has seen the object.</summary>
    [Range(-1, Limits.MaxInteger)]
    public long? ObservedGeneration { get; init; }

    /// <summary>A summary for people, derived from the other fields.</summary>
    public RolloutPhase? Phase { get; init; }

    /// <summary>Rises when a rollout starts, is superseded, aborted or reverted; objects carry it, and a writer with a lower one stops.</summary>
    [Range(0, Limits.MaxInteger)]
    public long? Epoch { get; init; }

    /// <summary>Pods of all revisions, for the scale subresource.</summary>
    [Range(0, 10000000)]
    public int? Replicas { get; init; }

    /// <summary>Selects the pods of all revisions, for the scale subresource.</summary>
    [Length(0, 1024)]
    public string? Selector { get; init; }

    /// <summary>The proven revision; moves at the end of a bake.</summary>
    public RevisionStatus? Stable { get; init; }

    /// <summary>The revision on trial, or on its way back.</summary>
    public CandidateStatus? Candidate { get; init; }

    /// <summary>The revision that somebody went back to with undo although the spec names another one.</summary>
    public OverrideStatus? Override { get; init; }

    /// <summary>The revision that failed last; it is not tried again until the target changes, retry, or a new retryToken.</summary>
    public FailedRevisionStatus? Failed { get; init; }

    /// <summary>The step under way, of the cluster that is furthest behind.</summary>
    public StepStatus? Step { get; init; }

    /// <summary>The shares of traffic, over all clusters by their pods.</summary>
    [Items(20), ListMap("revision")]
    public IReadOnlyList<WeightStatus>? Weights { get; init; }

    /// <summary>Why the rollout stands still, when it does.</summary>
    public PauseStatus? Pause { get; init; }

    /// <summary>The last verdict of each gate, written with a verdict or a step change.</summary>
    [Items(200)]
    public IReadOnlyList<GateStatus>? Gates { get; init; }

    /// <summary>Each cluster's part; one named local where there is no placement.</summary>
    [Items(Limits.Clusters), ListMap("name")]
    public IReadOnlyList<ClusterRolloutStatus>? Clusters { get; init; }

    /// <summary>The wave under way, where there is a placement with waves.</summary>
    public WaveStatus? Wave { get; init; }

    /// <summary>The last ten rollouts, the newest first.</summary>
    [Items(10)]
    public IReadOnlyList<HistoryEntry>? History { get; init; }

    /// <summary>The last verb other than abort that was acted on or refused.</summary>
    public ActionStatus? LastAction { get; init; }

    /// <summary>The last abort that was acted on or refused.</summary>
    public ActionStatus? LastAbort { get; init; }

    /// <summary>Ready, Available, Paused, RolledBack, AwaitingApproval, PlanPending, and the kstatus pair Reconciling and Stalled.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
