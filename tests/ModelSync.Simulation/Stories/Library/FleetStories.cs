using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Rollouts over several clusters.</summary>
internal static class FleetStories
{
    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "fleet-goes-wave-by-wave",
            "Two waves of one cluster each: the second starts once the first has baked and soaked.",
            new Setup { Clusters = 2, Waves = 2, Replicas = 2, Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 } },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
    ];
}
