using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>One cluster's part in a rollout.</summary>
public sealed record ClusterRolloutStatus
{
    /// <summary>The ModelCluster's name, or local.</summary>
    [Required, Length(1, Limits.Name)]
    public string? Name { get; init; }

    /// <summary>Its wave, where there are waves.</summary>
    [Length(1, Limits.Label)]
    public string? Wave { get; init; }

    /// <summary>The revision that is stable here while it is not the rollout's: the cluster was left out or failed, and catches up by a canary of its own.</summary>
    [Length(1, Limits.Revision)]
    public string? Serving { get; init; }

    /// <summary>How far it is.</summary>
    public ClusterStage? Stage { get; init; }

    /// <summary>The step that it is at, from 0; the number of steps when all are passed.</summary>
    [Range(0, 1000)]
    public int? Step { get; init; }

    /// <summary>When the step began.</summary>
    public KubeTime? StepStartedAt { get; init; }

    /// <summary>When the deadline of the step began to run; null while it does not run.</summary>
    public KubeTime? DeadlineStartedAt { get; init; }

    /// <summary>Seconds of the deadline that were used before it last stopped.</summary>
    [Range(0, Limits.MaxSeconds)]
    public int? DeadlineUsedSeconds { get; init; }

    /// <summary>When the bake began.</summary>
    public KubeTime? BakeStartedAt { get; init; }

    /// <summary>When the cluster had baked; soak is counted from here.</summary>
    public KubeTime? PromotedAt { get; init; }

    /// <summary>When the candidate began to go back here.</summary>
    public KubeTime? ReturnStartedAt { get; init; }

    /// <summary>Why the candidate failed here; null when it did not.</summary>
    public ReturnReason? Failure { get; init; }

    /// <summary>Gates whose missing or bad verdict a person has accepted with promote, for the step under way.</summary>
    [Items(70), ListSet, Length(1, 320)]
    public IReadOnlyList<string>? Accepted { get; init; }

    /// <summary>The candidate's weight that the step asks for, before masking and capacity.</summary>
    [Range(0, 100)]
    public int? StepWeight { get; init; }

    /// <summary>The shares of traffic here.</summary>
    [Items(20), ListMap("revision")]
    public IReadOnlyList<WeightStatus>? Weights { get; init; }

    /// <summary>Revisions without traffic that wait to be scaled down.</summary>
    [Items(20), ListMap("revision")]
    public IReadOnlyList<RetiringRevision>? Retiring { get; init; }

    /// <summary>Whether the cluster answers: True, False or Unknown.</summary>
    [Length(1, 7)]
    public string? Reachable { get; init; }

    /// <summary>When it was last observed, by the hub's clock.</summary>
    public KubeTime? LastObservedTime { get; init; }

    /// <summary>Since when it does not answer.</summary>
    public KubeTime? LostSince { get; init; }

    /// <summary>Pods of all revisions here.</summary>
    [Range(0, 1000000)]
    public int? Replicas { get; init; }

    /// <summary>Why it is not further, in CamelCase.</summary>
    [Length(0, 128)]
    public string? Reason { get; init; }

    /// <summary>Why it is not further, in a sentence.</summary>
    [Length(0, Limits.Message)]
    public string? Message { get; init; }
}
