using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>The clusters to serve in, and their order.</summary>
public sealed record PlacementSpec
{
    /// <summary>Which ModelClusters.</summary>
    [Required]
    public ClusterSelection? Clusters { get; init; }

    /// <summary>The order: one wave after the other; clusters of no wave come last. Left out: one wave.</summary>
    [Items(50), ListMap("name")]
    public IReadOnlyList<WaveSpec>? Waves { get; init; }

    /// <summary>Whether the clusters of a wave take each step together.</summary>
    [Default(true)]
    public bool? Lockstep { get; init; }

    /// <summary>How many clusters may fail before the whole rollout fails.</summary>
    [Default(0), Range(0, 1000)]
    public int? MaxFailures { get; init; }

    /// <summary>What more failures lead to.</summary>
    [Default(nameof(FleetFailureMode.RollbackAll))]
    public FleetFailureMode? OnFailure { get; init; }

    /// <summary>What a cluster that is lost during its wave leads to, after the deadline.</summary>
    [Default(nameof(ClusterLostMode.Hold))]
    public ClusterLostMode? OnClusterLost { get; init; }

    /// <summary>Whether clusters that are unreachable before their wave starts are left out; they run their own canary when they return.</summary>
    [Default(false)]
    public bool? SkipUnreachable { get; init; }

    /// <summary>Settings for some of the clusters.</summary>
    [Items(50)]
    public IReadOnlyList<ClusterOverride>? Overrides { get; init; }
}
