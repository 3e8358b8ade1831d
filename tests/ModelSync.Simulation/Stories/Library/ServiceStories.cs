using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Canaries behind one Service, where the number of pods is the weight.</summary>
internal static class ServiceStories
{
    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "service-canary-promotes",
            "Behind one Service the number of pods is the weight.",
            new Setup { Traffic = TrafficType.Service, Strategy = Canary(Weight(20), Pause(30), Weight(80), Pause(30)) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
    ];
}
