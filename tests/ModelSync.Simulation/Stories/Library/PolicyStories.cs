using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Policies in the way.</summary>
internal static class PolicyStories
{
    private static readonly Setup Short = new() { Strategy = Canary(Weight(25), Pause(20), Weight(50)) with { BakeSeconds = 20 } };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "freeze-holds-a-canary-until-it-ends",
            "A freeze of two minutes begins in the middle of a canary: the weight stays, and goes on by itself.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new FreezeFor(120)))
        {
            TellsFrom = 1,
        },
        new(
            "freeze-lets-an-abort-through",
            "A freeze never stops a return.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PolicyTurns(PolicyTrouble.Freeze)),
            new Timed(When(WorldState.Paused, 60), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "start-waits-for-an-approval",
            "A policy asks for an approval: nothing starts until it is satisfied.",
            Short,
            new Timed(When(WorldState.Healthy, 5), new PolicyTurns(PolicyTrouble.Approval)),
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60), new PolicyTurns(PolicyTrouble.None))),
        new(
            "denied-candidate-goes-back",
            "A policy denies the candidate in the middle of its steps.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PolicyTurns(PolicyTrouble.Deny)))
        {
            TellsFrom = 1,
        },
        new(
            "policies-cannot-be-read",
            "Policies that cannot be read hold everything.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PolicyTurns(PolicyTrouble.Unreadable)),
            new Timed(When(WorldState.Paused, 60), new PolicyTurns(PolicyTrouble.None)))
        {
            TellsFrom = 1,
        },
    ];
}
