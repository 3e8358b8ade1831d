using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Verbs that miss.</summary>
internal static class VerbStories
{
    private static readonly Setup HalfAndPause = new() { Strategy = Canary(Weight(50), Pause()) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "verbs-that-miss-have-no-effect",
            "A promote for another revision, one that cannot be read, and an abort for another revision: told once each, without effect.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Promote, Aim.Stale)),
            new Timed(When(WorldState.Paused, 10), new Verb(RolloutVerb.Promote, Aim.Garbled)),
            new Timed(When(WorldState.Paused, 15), new Verb(RolloutVerb.Abort, Aim.Stale)))
        {
            TellsFrom = 1,
        },
        new(
            "verb-with-a-known-id-acts-once",
            "The same promote twice: its id is known.",
            new Setup { Strategy = Canary(Weight(25), Pause(), Weight(50), Pause()) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Promote)),
            new Timed(When(WorldState.Paused, 5, visit: 2), new Verb(RolloutVerb.Promote, Aim.RepeatedId)))
        {
            TellsFrom = 1,
        },
        new(
            "promote-full-after-an-abort-is-stale",
            "Abort wins: a promote-full that comes after it finds nothing on trial.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RolledBack, 5), new Verb(RolloutVerb.PromoteFull)))
        {
            TellsFrom = 1,
        },
        new(
            "abort-and-promote-at-once",
            "Both at the same moment: abort wins.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Promote)),
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "promote-full-in-the-middle-of-a-gate",
            "promote-full while a gate still measures.",
            new Setup { Strategy = Canary(Weight(25), Gate("errors"), Weight(50), Pause()) },
            Beats.Update,
            new Timed(At(90), new Verb(RolloutVerb.PromoteFull)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.NoData),
            TellsFrom = 1,
        },
    ];
}
