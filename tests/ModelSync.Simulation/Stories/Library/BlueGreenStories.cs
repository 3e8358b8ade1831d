using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Blue-green switches.</summary>
internal static class BlueGreenStories
{
    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "blue-green-switches",
            "Blue-green previews with one pod, scales to full, switches and bakes.",
            new Setup { Strategy = BlueGreen(promoteAfterSeconds: 20) },
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
    ];
}
