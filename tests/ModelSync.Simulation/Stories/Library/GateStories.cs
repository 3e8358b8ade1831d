using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Gates that fail, that cannot decide, and that cannot be measured.</summary>
internal static class GateStories
{
    private static readonly Setup Gated = new() { Strategy = Canary(Weight(25), Gate("errors"), Weight(50)) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("canary-gate-fails", "A gate of a step fails, and traffic goes back by itself.", Gated, Beats.Update)
        {
            Qualities = Beats.SecondMeasures(GateQuality.Bad),
        },
        new(
            "gate-without-data-waits-for-a-person",
            "A background gate gets no samples: neither passed nor failed; a person promotes, step by step.",
            new Setup { Strategy = Canary(Weight(25), Pause(90)), HasBackgroundGate = true },
            Beats.Update,
            new Timed(When(WorldState.Paused, 70), new Verb(RolloutVerb.Promote)),
            new Timed(When(WorldState.Paused, 120), new Verb(RolloutVerb.Promote)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.NoData),
        },
        new(
            "gate-provider-is-down",
            "The provider of a gate is down for a minute: an error holds, it does not fail.",
            Gated,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 80, visit: 2), new GateTurns(2, GateQuality.Good)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.Error),
        },
        new(
            "background-gate-fails-in-a-pause",
            "A background gate turns bad in the middle of a long pause.",
            new Setup { Strategy = Canary(Weight(25), Pause(300)), HasBackgroundGate = true },
            Beats.Update,
            new Timed(When(WorldState.Paused, 60), new GateTurns(2, GateQuality.Bad)))
        {
            TellsFrom = 1,
        },
        new(
            "gate-fails-in-the-bake",
            "A background gate turns bad in the bake: stable takes all traffic back by weight alone.",
            new Setup { Strategy = Canary(Weight(50), Pause(30)), HasBackgroundGate = true },
            Beats.Update,
            new Timed(When(WorldState.Baking, 20, visit: 2), new GateTurns(2, GateQuality.Bad)))
        {
            TellsFrom = 1,
        },
        new(
            "bake-ends-without-a-verdict",
            "The bake gets no samples: it ends at bakeMaxSeconds, serves, and is not proven.",
            new Setup { Strategy = Canary(Weight(50), Pause(30)), HasBackgroundGate = true },
            Beats.Update,
            new Timed(When(WorldState.Baking, 1, visit: 2), new GateTurns(2, GateQuality.NoData)))
        {
            TellsFrom = 1,
        },
    ];
}
