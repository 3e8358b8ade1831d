using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>What one application should serve, and how changes get there.</summary>
public sealed record ModelRolloutSpec
{
    /// <summary>The model that is served.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Model { get; init; }

    /// <summary>The version that should be served; a ModelVersion of the same namespace.</summary>
    [Required, Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>The environment that the author expects; it must equal the target's own, else EnvironmentMismatch.</summary>
    [Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Environment { get; init; }

    /// <summary>Pods of the stable revision in each cluster; 0 keeps weights and starts nothing.</summary>
    [Default(1), Range(0, Limits.Replicas)]
    public int? Replicas { get; init; }

    /// <summary>How long a pod must be ready before it counts.</summary>
    [Default(0), Range(0, 86400)]
    public int? MinReadySeconds { get; init; }

    /// <summary>How many pods of a revision may be evicted at once.</summary>
    [DefaultObject]
    public DisruptionBudget? DisruptionBudget { get; init; }

    /// <summary>The pods.</summary>
    [Required]
    public PodTemplate? Template { get; init; }

    /// <summary>The container that serves the model; left out: the first.</summary>
    [Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? ServingContainer { get; init; }

    /// <summary>The ports of the Services, the first one for traffic.</summary>
    [Required, Items(16, Min = 1), ListMap("name")]
    public IReadOnlyList<ServicePortSpec>? Ports { get; init; }

    /// <summary>How the pods get the package. Env: the pinned addresses in the environment; ImageVolume: mounted read-only by digest.</summary>
    [Default(nameof(DeliveryMode.Env))]
    public DeliveryMode? Delivery { get; init; }

    /// <summary>How a new version takes over.</summary>
    [DefaultObject]
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>Checks that go on in the background.</summary>
    [Items(20)]
    public IReadOnlyList<BackgroundGate>? Gates { get; init; }

    /// <summary>What splits the traffic.</summary>
    [DefaultObject]
    public TrafficSpec? Traffic { get; init; }

    /// <summary>What a failed check leads to. Rollback: back to stable by itself; Pause: the step is held for a person.</summary>
    [Default(nameof(FailureMode.Rollback))]
    public FailureMode? OnFailure { get; init; }

    /// <summary>What a quarantine of the serving version leads to when there is no safe revision to go to.</summary>
    [Default(nameof(QuarantineMode.KeepServing))]
    public QuarantineMode? OnQuarantine { get; init; }

    /// <summary>Going back to one of the last so many proven revisions skips steps and pauses.</summary>
    [Default(1), Range(0, 10)]
    public int? RollbackWindow { get; init; }

    /// <summary>How long a step may take from the intent to scale until its capacity is ready and its route accepted.</summary>
    [Default(600), Range(1, 86400)]
    public int? ProgressDeadlineSeconds { get; init; }

    /// <summary>How many old revisions keep a Deployment at 0 replicas.</summary>
    [Default(3), Range(0, 20)]
    public int? RevisionHistoryLimit { get; init; }

    /// <summary>A new value tries a failed revision again.</summary>
    [Length(0, 63)]
    public string? RetryToken { get; init; }

    /// <summary>What becomes of the serving objects when the rollout is deleted.</summary>
    [Default(nameof(Rollouts.DeletionPolicy.Delete))]
    public DeletionPolicy? DeletionPolicy { get; init; }

    /// <summary>Whether the rollout stands still; abort and masking still act.</summary>
    [Default(false)]
    public bool? Paused { get; init; }

    /// <summary>The clusters to serve in, and their order; left out: the operator's own cluster.</summary>
    public PlacementSpec? Placement { get; init; }
}
