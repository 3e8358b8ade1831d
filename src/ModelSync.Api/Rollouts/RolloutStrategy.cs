using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>How a new version takes over.</summary>
public sealed record RolloutStrategy : SpecPart
{
    /// <summary>How a new version takes over.</summary>
    [Default(nameof(StrategyType.Canary))]
    public StrategyType? Type { get; init; }

    /// <summary>The steps and the scale of a canary; only with type Canary.</summary>
    public CanaryStrategy? Canary { get; init; }

    /// <summary>The preview and the switch; only with type BlueGreen.</summary>
    public BlueGreenStrategy? BlueGreen { get; init; }

    /// <summary>How long the new version is watched after it has all the traffic. Until then the old one stays at full scale, and a failed check returns to it by weight alone.</summary>
    [Default(120), Range(0, 604800)]
    public int? BakeSeconds { get; init; }

    /// <summary>How long a bake without a verdict may last. It then ends as BakedInconclusive, with a Warning.</summary>
    [Default(3600), Range(0, 2592000)]
    public int? BakeMaxSeconds { get; init; }

    /// <summary>How long the old revision stays up after the bake.</summary>
    [Default(30), Range(0, 86400)]
    public int? ScaleDownDelaySeconds { get; init; }

    /// <summary>How long an aborted candidate stays up without traffic.</summary>
    [Default(30), Range(0, 86400)]
    public int? AbortScaleDownDelaySeconds { get; init; }

    /// <summary>How long an abort waits for stable to be scaled up. Then stable takes all the traffic.</summary>
    [Default(60), Range(0, 3600)]
    public int? AbortMaxSeconds { get; init; }
}
