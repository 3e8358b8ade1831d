using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>One step: exactly one of its members.</summary>
public sealed record CanaryStep : SpecPart
{
    /// <summary>The percentage of the traffic that the candidate gets in this step.</summary>
    [Range(0, 100)]
    public int? SetWeight { get; init; }

    /// <summary>A wait, for a time or until somebody promotes.</summary>
    public PauseStep? Pause { get; init; }

    /// <summary>A check that the step waits for.</summary>
    public GateStep? Gate { get; init; }
}
