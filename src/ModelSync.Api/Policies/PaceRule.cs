using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Policies;

/// <summary>How fast a rollout may go.</summary>
public sealed record PaceRule
{
    /// <summary>The greatest first weight of a candidate.</summary>
    public int? MaxFirstWeight { get; init; }

    /// <summary>The greatest rise of the candidate's weight at once.</summary>
    public int? MaxStepWeight { get; init; }

    /// <summary>The least bake.</summary>
    public int? MinBakeSeconds { get; init; }

    /// <summary>ClusterModelGates that the plan must have.</summary>
    public IReadOnlyList<string>? RequiredGates { get; init; }

    /// <summary>The strategies that are allowed.</summary>
    public IReadOnlyList<StrategyType>? Strategies { get; init; }
}
