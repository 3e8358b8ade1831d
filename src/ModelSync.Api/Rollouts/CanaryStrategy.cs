using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A takeover in steps.</summary>
public sealed record CanaryStrategy
{
    /// <summary>The steps; weight 100 follows the last one by itself.</summary>
    [Items(50)]
    public IReadOnlyList<CanaryStep>? Steps { get; init; }

    /// <summary>The candidate's pods. MatchWeight: as many as its weight needs; Full: all from the start.</summary>
    [Default(nameof(CandidateScale.MatchWeight))]
    public CandidateScale? Scale { get; init; }

    /// <summary>Stable's pods. Full: all, all the time; Shrink: fewer as weight moves away, full again before the last step and through the bake.</summary>
    [Default(nameof(Rollouts.StableScale.Full))]
    public StableScale? StableScale { get; init; }

    /// <summary>With Shrink, the share of pods that stable always keeps.</summary>
    [Default(50), Range(1, 100)]
    public int? StableFloorPercent { get; init; }

    /// <summary>The candidate's pods are never fewer, once it started.</summary>
    [Default(1), Range(1, Limits.Replicas)]
    public int? MinReplicas { get; init; }
}
