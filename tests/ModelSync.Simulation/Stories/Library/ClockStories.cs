using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Crashes and clocks.</summary>
internal static class ClockStories
{
    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "clock-jumps-ahead-in-a-pause",
            "The wall clock jumps two hours ahead during a pause of 60 seconds; the pause still lasts 60 seconds.",
            new Setup { Strategy = Canary(Weight(25), Pause(60)) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 10), new ClockJump(7200))),
        new(
            "clock-jumps-back-in-a-pause",
            "The wall clock is set back ten minutes during a pause of 60 seconds; the pause still lasts 60 seconds.",
            new Setup { Strategy = Canary(Weight(25), Pause(60)) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 10), new ClockJump(-600))),
        new(
            "operator-restarts-in-a-pause",
            "The operator dies in the middle of a pause of 60 seconds; the next one goes on with what is left of it.",
            new Setup { Strategy = Canary(Weight(25), Pause(60)) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 30), new Crash(0))),
        new(
            "two-leaders-abort-once",
            "Another process leads while the old one still acts; an abort is written down once, and each write is made once.",
            new Setup { Strategy = Canary(Weight(50), Pause()) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 5), new TwoLeaders(Seconds: 60, StandsStill: 0)),
            new Timed(When(WorldState.Paused, 10), new Verb(Api.Rollouts.RolloutVerb.Abort))),
        new(
            "operator-dies-after-the-intent",
            "The operator dies right after it wrote down an abort; the next one carries it out.",
            new Setup { Strategy = Canary(Weight(50), Pause()) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 5), new Crash(1)),
            new Timed(When(WorldState.Paused, 5), new Verb(Api.Rollouts.RolloutVerb.Abort))),
    ];
}
