using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A takeover in steps.</summary>
public sealed record CanaryStrategy : SpecPart
{
    /// <summary>The steps in their order. Weight 100 follows the last one by itself.</summary>
    [Items(50)]
    public IReadOnlyList<CanaryStep>? Steps { get; init; }

    /// <summary>How many pods the candidate has.</summary>
    [Default(nameof(CandidateScale.MatchWeight))]
    public CandidateScale? Scale { get; init; }

    /// <summary>How many pods stable keeps while traffic moves to the candidate.</summary>
    [Default(nameof(Rollouts.StableScale.Full))]
    public StableScale? StableScale { get; init; }

    /// <summary>The percentage of its pods that stable always keeps with stableScale Shrink.</summary>
    [Default(50), Range(1, 100)]
    public int? StableFloorPercent { get; init; }

    /// <summary>The least number of pods of a candidate that has started.</summary>
    [Default(1), Range(1, Limits.Replicas)]
    public int? MinReplicas { get; init; }
}
