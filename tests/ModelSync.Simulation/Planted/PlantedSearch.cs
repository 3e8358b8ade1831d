using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Planted;

/// <summary>Looks for a planted bug, seed by seed.</summary>
internal static class PlantedSearch
{
    private const int MostSeeds = 20_000;

    /// <summary>The invariant that a bug breaks.</summary>
    public static int InvariantOf(PlantedBug bug) => bug == PlantedBug.CutsTheSoak ? (int)PlantedBug.TrustsTheWallClock : (int)bug;

    /// <summary>The first run that breaks the bug's own invariant, and how many runs it took; null when the time is over before.</summary>
    public static (RunResult? Found, int Seeds) Find(PlantedBug bug, TimeSpan most)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var seed = 1; seed <= MostSeeds && TimeProvider.System.GetElapsedTime(started) < most; seed++)
        {
            var result = SimulationRun.Run(ScenarioGenerator.FromSeed((ulong)seed), bug: bug);
            if (result.Violation?.Invariant == InvariantOf(bug))
            {
                return (result, seed);
            }
        }

        return (null, MostSeeds);
    }
}
