using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Coverage;

/// <summary>The cells of the coverage that no history can reach, each with its reason; a run that reaches one all the same fails.</summary>
internal static class ImpossibleCells
{
    private const string NothingThere = "nothing of the rollout exists yet";
    private const string NothingToName = "no revision is in the status that a verb could name";

    /// <summary>Why a cell is impossible; null when it is not.</summary>
    public static string? ReasonOf(WorldState state, IncidentKind kind) => (state, kind) switch
    {
        (WorldState.Deleting, IncidentKind.Delete) => "it is being deleted already",
        (WorldState.Pending, IncidentKind.PodsDie or IncidentKind.PodsFlap or IncidentKind.PodsCrash) => NothingThere,
        (WorldState.Pending, IncidentKind.ForeignWeights or IncidentKind.ForeignScale or IncidentKind.ForeignDelete) => NothingThere,
        (WorldState.Pending, IncidentKind.Abort or IncidentKind.Promote or IncidentKind.PromoteFull or IncidentKind.Undo or IncidentKind.StaleVerb) => NothingToName,
        (WorldState.Pending, IncidentKind.Revert) => "there is no stable revision to go back to",
        _ => null,
    };
}
