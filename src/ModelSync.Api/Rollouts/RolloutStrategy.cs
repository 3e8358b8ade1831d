namespace ModelSync.Api.Rollouts;

/// <summary>How a new version takes over.</summary>
public sealed record RolloutStrategy
{
    /// <summary>Canary: in steps of weight; BlueGreen: all at once after a preview.</summary>
    public StrategyType? Type { get; init; }

    /// <summary>The canary; only with type Canary.</summary>
    public CanaryStrategy? Canary { get; init; }

    /// <summary>The switch; only with type BlueGreen.</summary>
    public BlueGreenStrategy? BlueGreen { get; init; }

    /// <summary>How long the old revision is kept at full scale after weight 100 while the gates go on; a failure then returns by weight alone.</summary>
    public int? BakeSeconds { get; init; }

    /// <summary>How long an inconclusive bake may last; it then ends as BakedInconclusive with a Warning.</summary>
    public int? BakeMaxSeconds { get; init; }

    /// <summary>How long the old revision stays up after the bake.</summary>
    public int? ScaleDownDelaySeconds { get; init; }

    /// <summary>How long an aborted candidate stays up without traffic.</summary>
    public int? AbortScaleDownDelaySeconds { get; init; }

    /// <summary>How long an abort waits for stable to be scaled up; then stable takes everything.</summary>
    public int? AbortMaxSeconds { get; init; }
}
