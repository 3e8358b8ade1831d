using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories;

/// <summary>The stories whose telling is kept beside the tests.</summary>
internal static class StoryBook
{
    /// <summary>All stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "canary-promotes",
            "A canary goes through its steps, bakes and becomes stable.",
            new Setup { Strategy = Canary(Weight(25), Pause(30), Gate("errors"), Weight(50), Pause()) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(At(150), new Verb(RolloutVerb.Promote))),
        new(
            "canary-aborts-and-retries",
            "An abort takes all traffic back at once; retry begins again from the first step.",
            new Setup { Strategy = Canary(Weight(50), Pause()) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RolledBack, 60), new Verb(RolloutVerb.Retry))),
        new(
            "service-canary-promotes",
            "Behind one Service the number of pods is the weight.",
            new Setup { Traffic = TrafficType.Service, Strategy = Canary(Weight(20), Pause(30), Weight(80), Pause(30)) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
        new(
            "blue-green-switches",
            "Blue-green previews with one pod, scales to full, switches and bakes.",
            new Setup { Strategy = BlueGreen(promoteAfterSeconds: 20) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
    ];
}
