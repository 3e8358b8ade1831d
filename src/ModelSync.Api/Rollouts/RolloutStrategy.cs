using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>How a new version takes over.</summary>
public sealed record RolloutStrategy
{
    /// <summary>Canary: in steps of weight; BlueGreen: all at once after a preview.</summary>
    [Default(nameof(StrategyType.Canary))]
    public StrategyType? Type { get; init; }

    /// <summary>The canary; only with type Canary.</summary>
    public CanaryStrategy? Canary { get; init; }

    /// <summary>The switch; only with type BlueGreen.</summary>
    public BlueGreenStrategy? BlueGreen { get; init; }

    /// <summary>How long the old revision is kept at full scale after weight 100 while the gates go on; a failure then returns by weight alone.</summary>
    [Default(120), Range(0, 604800)]
    public int? BakeSeconds { get; init; }

    /// <summary>How long an inconclusive bake may last; it then ends as BakedInconclusive with a Warning.</summary>
    [Default(3600), Range(0, 2592000)]
    public int? BakeMaxSeconds { get; init; }

    /// <summary>How long the old revision stays up after the bake.</summary>
    [Default(30), Range(0, 86400)]
    public int? ScaleDownDelaySeconds { get; init; }

    /// <summary>How long an aborted candidate stays up without traffic.</summary>
    [Default(30), Range(0, 86400)]
    public int? AbortScaleDownDelaySeconds { get; init; }

    /// <summary>How long an abort waits for stable to be scaled up; then stable takes everything.</summary>
    [Default(60), Range(0, 3600)]
    public int? AbortMaxSeconds { get; init; }
}
