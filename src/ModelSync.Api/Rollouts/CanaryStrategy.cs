namespace ModelSync.Api.Rollouts;

/// <summary>A takeover in steps.</summary>
public sealed record CanaryStrategy
{
    /// <summary>The steps; weight 100 follows the last one by itself.</summary>
    public IReadOnlyList<CanaryStep>? Steps { get; init; }

    /// <summary>The candidate's pods. MatchWeight: as many as its weight needs; Full: all from the start.</summary>
    public CandidateScale? Scale { get; init; }

    /// <summary>Stable's pods. Full: all, all the time; Shrink: fewer as weight moves away, full again before the last step and through the bake.</summary>
    public StableScale? StableScale { get; init; }

    /// <summary>With Shrink, the share of pods that stable always keeps.</summary>
    public int? StableFloorPercent { get; init; }

    /// <summary>The candidate's pods are never fewer, once it started.</summary>
    public int? MinReplicas { get; init; }
}
