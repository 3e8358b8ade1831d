using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation;

/// <summary>What came of a run.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="Violation">The invariant that was broken; null when none was.</param>
/// <param name="Rollouts">How many candidates were tried.</param>
/// <param name="Decisions">How many decisions were made.</param>
/// <param name="Writes">How many writes the operator made.</param>
/// <param name="Rest">How the world came to rest.</param>
internal sealed record RunResult(Scenario Scenario, Violation? Violation, int Rollouts, int Decisions, int Writes, Rest Rest);
