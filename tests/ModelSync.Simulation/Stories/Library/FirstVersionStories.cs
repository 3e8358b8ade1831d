using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>The first version of a rollout: nothing to split traffic with, and nothing to go back to.</summary>
internal static class FirstVersionStories
{
    private static readonly IReadOnlyList<VersionQuality> Bad = [new VersionQuality { Gates = GateQuality.Bad }];
    private static readonly Setup Smoked = new() { Strategy = Canary(Gate("smoke"), Weight(50), Pause()) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("first-version-is-checked", "Steps and pauses are skipped, checks are not: smoke test, all traffic, then the traffic gate as a bake.", Smoked with { HasBackgroundGate = true })
        {
            TellsFrom = -1,
        },
        new(
            "first-version-fails-its-smoke-test",
            "Nothing to go back to: it gets no traffic and stays where it is; retry checks it again in place.",
            Smoked,
            new Timed(When(WorldState.Degraded, 30), new GateTurns(1, GateQuality.Good)),
            new Timed(When(WorldState.Degraded, 35), new RetryToken("again")))
        {
            Qualities = Bad,
            TellsFrom = -1,
        },
        new(
            "first-version-fails-in-its-bake",
            "It has all traffic and nothing stands behind it: the weight stays, and the next version is measured against it.",
            new Setup { Strategy = Canary(Weight(50), Pause(30)), HasBackgroundGate = true },
            new Timed(When(WorldState.Degraded, 30), new NewTarget(2)))
        {
            Qualities = Bad,
            TellsFrom = -1,
        },
        new(
            "first-version-is-superseded-before-traffic",
            "Another version before the first has traffic: the first goes, the second is the first.",
            Smoked,
            new Timed(At(2), new NewTarget(2)))
        {
            TellsFrom = -1,
        },
    ];
}
