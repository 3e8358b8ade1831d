using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>One step: exactly one of its members.</summary>
public sealed record CanaryStep
{
    /// <summary>Moves so many percent of the traffic to the candidate.</summary>
    [Range(0, 100)]
    public int? SetWeight { get; init; }

    /// <summary>Waits: for a time, or for promote when no time is given.</summary>
    public PauseStep? Pause { get; init; }

    /// <summary>Runs a gate to its verdict.</summary>
    public GateStep? Gate { get; init; }
}
