using ModelSync.Api.Rollouts;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Reads from a rollout in which state it is.</summary>
internal static class StateReader
{
    /// <summary>The state.</summary>
    public static WorldState Of(ModelRollout? rollout) => rollout switch
    {
        null or { Metadata.DeletionTimestamp: not null } => WorldState.Deleting,
        { Status.Phase: { } phase } => (WorldState)(int)phase,
        _ => WorldState.Pending,
    };
}
