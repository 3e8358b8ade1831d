using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>How fast a rollout may go.</summary>
public sealed record PaceRule : SpecPart
{
    /// <summary>The greatest first weight of a candidate.</summary>
    [Range(1, 100)]
    public int? MaxFirstWeight { get; init; }

    /// <summary>The greatest rise of the candidate's weight at once.</summary>
    [Range(1, 100)]
    public int? MaxStepWeight { get; init; }

    /// <summary>The least bake.</summary>
    [Range(0, 604800)]
    public int? MinBakeSeconds { get; init; }

    /// <summary>ClusterModelGates that the plan must have.</summary>
    [Items(20, Min = 1), ListSet, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public IReadOnlyList<string>? RequiredGates { get; init; }

    /// <summary>The strategies that are allowed.</summary>
    [Items(2, Min = 1), ListSet]
    public IReadOnlyList<StrategyType>? Strategies { get; init; }
}
