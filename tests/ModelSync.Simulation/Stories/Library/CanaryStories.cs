using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Canaries behind a route.</summary>
internal static class CanaryStories
{
    private static readonly Timed Update = new(When(WorldState.Healthy, 10), new NewTarget(2));

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "canary-promotes",
            "A canary goes through its steps, bakes and becomes stable.",
            new Setup { Strategy = Canary(Weight(25), Pause(30), Gate("errors"), Weight(50), Pause()) },
            Update,
            new Timed(At(150), new Verb(RolloutVerb.Promote))),
        new(
            "canary-aborts-and-retries",
            "An abort takes all traffic back at once; retry begins again from the first step.",
            new Setup { Strategy = Canary(Weight(50), Pause()) },
            Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RolledBack, 60), new Verb(RolloutVerb.Retry))),
        new(
            "canary-gate-fails",
            "A gate of a step fails, and traffic goes back by itself.",
            new Setup { Strategy = Canary(Weight(25), Gate("errors"), Weight(50)) },
            Update)
        {
            Qualities = [VersionQuality.Fine, new VersionQuality { Gates = GateQuality.Bad }],
        },
        new(
            "canary-drift-is-repaired",
            "Somebody gives all traffic to the candidate in the middle of a step; the weights of that step are put back.",
            new Setup { Strategy = Canary(Weight(25), Pause(60)) },
            Update,
            new Timed(When(WorldState.Paused, 10), new ForeignWeights(0, RevisionRole.Candidate))),
    ];
}
