using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>The clusters to serve in, and their order.</summary>
public sealed record PlacementSpec : SpecPart
{
    /// <summary>The ModelClusters to serve in.</summary>
    [Required]
    public ClusterSelection? Clusters { get; init; }

    /// <summary>The order: one wave after the other, clusters of no wave last. Left out: all at once.</summary>
    [Items(50), ListMap("name")]
    public IReadOnlyList<WaveSpec>? Waves { get; init; }

    /// <summary>Whether the clusters of a wave take each step together.</summary>
    [Default(true)]
    public bool? Lockstep { get; init; }

    /// <summary>How many clusters may fail before onFailure acts on the whole rollout.</summary>
    [Default(0), Range(0, 1000)]
    public int? MaxFailures { get; init; }

    /// <summary>What more failures lead to.</summary>
    [Default(nameof(FleetFailureMode.RollbackAll))]
    public FleetFailureMode? OnFailure { get; init; }

    /// <summary>What a cluster that stays lost during its wave leads to, after the deadline.</summary>
    [Default(nameof(ClusterLostMode.Hold))]
    public ClusterLostMode? OnClusterLost { get; init; }

    /// <summary>Whether clusters that are unreachable before their wave starts are left out; they run their own canary when they return.</summary>
    [Default(false)]
    public bool? SkipUnreachable { get; init; }

    /// <summary>Settings for some of the clusters.</summary>
    [Items(50)]
    public IReadOnlyList<ClusterOverride>? Overrides { get; init; }
}
