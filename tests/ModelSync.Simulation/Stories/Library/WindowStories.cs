using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Back to what was proven: the rollback window, and undo.</summary>
internal static class WindowStories
{
    private static readonly Setup Short = new() { Strategy = Canary(Gate("smoke"), Weight(50), Pause(60)) with { BakeSeconds = 20 } };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "window-skips-steps-and-pauses",
            "The spec names the last proven version again: capacity, smoke test and bake, but no steps and no pauses.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60, visit: 2), new NewTarget(1)))
        {
            TellsFrom = 1,
        },
        new(
            "outside-the-window-all-steps-are-taken",
            "The spec names the version before the last one: all steps are taken.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60, visit: 2), new NewTarget(3)),
            new Timed(When(WorldState.Healthy, 60, visit: 3), new NewTarget(1)))
        {
            TellsFrom = 2,
        },
        new(
            "undo-overrides-the-spec",
            "undo goes back to the last proven version, and says that the spec names another one until it does not.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60, visit: 2), new Verb(RolloutVerb.Undo)),
            new Timed(At(600), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "undo-without-a-past-does-nothing",
            "undo of the first version: there is nothing to go back to.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new Verb(RolloutVerb.Undo))),
    ];
}
