using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>The spec changes its mind: a revert or another version in each stage.</summary>
internal static class TargetStories
{
    private static readonly Setup HalfAndPause = new() { Strategy = Canary(Weight(50), Pause()) };
    private static readonly Setup Quick = new() { Strategy = Canary(Weight(50)) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "canary-is-reverted",
            "The spec names stable again in a pause: the canary goes back as in an abort, and nothing is marked as failed.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Revert()))
        {
            TellsFrom = 1,
        },
        new(
            "bake-is-reverted",
            "The spec names stable again in the bake: back by weight alone.",
            Quick,
            Beats.Update,
            new Timed(When(WorldState.Baking, 20, visit: 2), new Revert()))
        {
            TellsFrom = 1,
        },
        new(
            "canary-is-superseded-while-scaling",
            "A third version before the second has any traffic.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 2, visit: 2), new NewTarget(3))),
        new(
            "canary-is-superseded-while-paused",
            "A third version while the second is paused: the second goes to 0, the third is measured against the first.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "bake-makes-the-next-version-wait",
            "A third version while the second bakes: it waits for the end of the bake.",
            Quick,
            Beats.Update,
            new Timed(When(WorldState.Baking, 20, visit: 2), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "abort-ends-the-wait-for-a-bake",
            "A third version waits for the bake of the second; abort ends the wait, and the third starts against the first.",
            Quick,
            Beats.Update,
            new Timed(When(WorldState.Baking, 10, visit: 2), new NewTarget(3)),
            new Timed(When(WorldState.Baking, 20, visit: 2), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "version-named-while-rolling-back",
            "A third version in the middle of an abort: it starts once all traffic is back.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RollingBack, 0.5), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "template-edit-is-a-new-revision",
            "The template changes and the version does not: another revision of the same version.",
            new Setup { Strategy = Canary(Weight(50), Pause(10)) with { BakeSeconds = 20 } },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(1, Template: 1))),
    ];
}
