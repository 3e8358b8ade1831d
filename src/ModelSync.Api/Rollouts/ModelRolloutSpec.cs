using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What one application should serve, and how changes get there.</summary>
public sealed record ModelRolloutSpec : SpecPart
{
    /// <summary>The model that is served, such as fraud-detector.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Model { get; init; }

    /// <summary>The version to serve, such as 2.3.1+data.7: a ModelVersion of this model in the same namespace. A change starts a rollout.</summary>
    [Required, Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The environment that the author expects. It must equal the target's own, which the label of the cluster or namespace says; otherwise the rollout is Blocked with EnvironmentMismatch.</summary>
    [Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Environment { get; init; }

    /// <summary>How many pods serve in each cluster; kubectl scale and autoscalers set it. 0 serves nothing, keeps the weights and starts no candidate.</summary>
    [Default(1), Range(0, Limits.Replicas)]
    public int? Replicas { get; init; }

    /// <summary>How long a pod must be ready before it counts as capacity.</summary>
    [Default(0), Range(0, 86400)]
    public int? MinReadySeconds { get; init; }

    /// <summary>How many pods of a revision may be evicted at once; each revision has a PodDisruptionBudget.</summary>
    [DefaultObject]
    public DisruptionBudget? DisruptionBudget { get; init; }

    /// <summary>The pods that serve. A change makes a new revision and starts a rollout.</summary>
    [Required]
    public PodTemplate? Template { get; init; }

    /// <summary>The container that serves the model, and whose image a component with role Image replaces. Left out: the first one.</summary>
    [Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? ServingContainer { get; init; }

    /// <summary>The ports of the Services; traffic and probes go to the first one.</summary>
    [Required, Items(16, Min = 1), ListMap("name")]
    public IReadOnlyList<ServicePortSpec>? Ports { get; init; }

    /// <summary>How the pods get the package.</summary>
    [Default(nameof(DeliveryMode.Env))]
    public DeliveryMode? Delivery { get; init; }

    /// <summary>How a new version takes over, how long it is watched, and how long the old one is kept.</summary>
    [DefaultObject]
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>Checks that go on in the background. A failure does what onFailure says.</summary>
    [Items(20)]
    public IReadOnlyList<BackgroundGate>? Gates { get; init; }

    /// <summary>What splits the traffic between revisions.</summary>
    [DefaultObject]
    public TrafficSpec? Traffic { get; init; }

    /// <summary>What a failed check leads to.</summary>
    [Default(nameof(FailureMode.Rollback))]
    public FailureMode? OnFailure { get; init; }

    /// <summary>What a quarantine of the serving version leads to when there is no safe revision to go to.</summary>
    [Default(nameof(QuarantineMode.KeepServing))]
    public QuarantineMode? OnQuarantine { get; init; }

    /// <summary>Going back to one of the last so many proven revisions skips steps and pauses; capacity, synthetic gates, deny rules and the bake are never skipped.</summary>
    [Default(1), Range(0, 10)]
    public int? RollbackWindow { get; init; }

    /// <summary>How long each step may take from the intent to scale until its capacity is ready and its route accepted.</summary>
    [Default(600), Range(1, 86400)]
    public int? ProgressDeadlineSeconds { get; init; }

    /// <summary>How many old revisions keep a Deployment with 0 replicas, to go back to without a new one.</summary>
    [Default(3), Range(0, 20)]
    public int? RevisionHistoryLimit { get; init; }

    /// <summary>A new value tries a failed revision again: the retry verb for GitOps.</summary>
    [Length(0, 63)]
    public string? RetryToken { get; init; }

    /// <summary>What becomes of the serving objects when the rollout is deleted.</summary>
    [Default(nameof(Rollouts.DeletionPolicy.Delete))]
    public DeletionPolicy? DeletionPolicy { get; init; }

    /// <summary>Whether the rollout stands still. Abort still acts, and revisions without ready pods still lose their traffic.</summary>
    [Default(false)]
    public bool? Paused { get; init; }

    /// <summary>The clusters to serve in, and their order; left out: the operator's own cluster.</summary>
    public PlacementSpec? Placement { get; init; }
}
