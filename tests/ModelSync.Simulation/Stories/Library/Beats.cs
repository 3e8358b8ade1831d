using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>What happens in many stories.</summary>
internal static class Beats
{
    /// <summary>The spec names version 2 after version 1 became stable.</summary>
    public static Timed Update { get; } = new(When(WorldState.Healthy, 10), new NewTarget(2));

    /// <summary>A second version whose gates measure something else than they should.</summary>
    public static IReadOnlyList<VersionQuality> SecondMeasures(GateQuality gates) => [VersionQuality.Fine, new VersionQuality { Gates = gates }];

    /// <summary>A second version whose pods are not what they should be.</summary>
    public static IReadOnlyList<VersionQuality> SecondHasPods(PodQuality pods) => [VersionQuality.Fine, new VersionQuality { Pods = pods }];
}
