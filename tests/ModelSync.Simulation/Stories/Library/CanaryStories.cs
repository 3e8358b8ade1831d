using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Canaries behind a route.</summary>
internal static class CanaryStories
{
    private static readonly Setup HalfAndPause = new() { Strategy = Canary(Weight(50), Pause()) };
    private static readonly RolloutStrategy Shrinking = Canary(Weight(50), Weight(75), Pause()) is var plan
        ? plan with { Canary = plan.Canary! with { StableScale = StableScale.Shrink } }
        : throw new InvalidOperationException();

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "canary-promotes",
            "A canary goes through its steps, bakes and becomes stable.",
            new Setup { Strategy = Canary(Weight(25), Pause(30), Gate("errors"), Weight(50), Pause()) },
            Beats.Update,
            new Timed(At(150), new Verb(RolloutVerb.Promote)))
        {
            TellsFrom = -1,
        },
        new(
            "canary-aborts-and-retries",
            "An abort takes all traffic back at once; retry begins again from the first step, and promote ends it.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RolledBack, 60), new Verb(RolloutVerb.Retry)),
            new Timed(When(WorldState.Paused, 5, visit: 2), new Verb(RolloutVerb.Promote))),
        new(
            "canary-aborts-after-its-pods-vanished",
            "All pods of the canary die, then somebody aborts: traffic is with stable before and after.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsDie(0, RevisionRole.Candidate, 100)),
            new Timed(When(WorldState.Paused, 7), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "canary-shrinks-stable-and-aborts",
            "Stable shrinks as the canary grows; an abort scales it up and gives it traffic as its pods become ready.",
            new Setup { Strategy = Shrinking },
            Beats.Update,
            new Timed(When(WorldState.Paused, 60), new Verb(RolloutVerb.Abort))),
        new(
            "canary-shrinks-stable-and-promotes",
            "Stable is at full scale again before the last weight, so that the bake can go back by weight alone.",
            new Setup { Strategy = Shrinking },
            Beats.Update,
            new Timed(When(WorldState.Paused, 60), new Verb(RolloutVerb.Promote)))
        {
            TellsFrom = 1,
        },
        new(
            "canary-drift-is-repaired",
            "Somebody gives all traffic to the candidate in the middle of a step; the weights of that step are put back.",
            new Setup { Strategy = Canary(Weight(25), Pause(60)) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 10), new ForeignWeights(0, RevisionRole.Candidate)))
        {
            TellsFrom = 1,
        },
        new(
            "canary-is-masked-while-not-ready",
            "The canary's pods are not ready for 20 seconds: stable has its share meanwhile, and gives it back.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsFlap(0, RevisionRole.Candidate, 20)))
        {
            TellsFrom = 1,
        },
        new(
            "stable-is-masked-while-not-ready",
            "Stable's pods are not ready for 20 seconds: the canary takes over what it can carry.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsFlap(0, RevisionRole.Stable, 20)))
        {
            TellsFrom = 1,
        },
        new(
            "canary-is-promoted-in-full",
            "promote-full in a pause skips what is left of the steps, never the capacity and the bake.",
            new Setup { Strategy = Canary(Weight(25), Pause(), Weight(50), Pause()) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.PromoteFull)))
        {
            TellsFrom = 1,
        },
    ];
}
