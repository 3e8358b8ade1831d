using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.Edits;

/// <summary>The policies that stand in the way in simulated worlds.</summary>
internal static class SimPolicies
{
    /// <summary>A policy that refuses every start and every advance.</summary>
    public static PolicyView Refusing { get; } = new() { DefaultEnvironment = "prod" };
}
