
namespace ModelSync.Simulation.Coverage;

/// <summary>Scenarios that lead to each possible cell of the coverage, one after the other: a world that comes through a state, and an incident there.</summary>
internal static class DirectedSet
{
    private const int MostTries = 40;

    /// <summary>Runs until each possible cell is reached, and returns what was covered.</summary>
    public static CoverageTable Run(TextWriter output)
    {
        var table = new CoverageTable();
        var witness = new CoverageWitness(table);
        foreach (var (state, kind) in CoverageTable.Cells().Where(cell => ImpossibleCells.ReasonOf(cell.State, cell.Kind) is null))
        {
            for (ulong attempt = 0; attempt < MostTries && table[state, kind] == 0; attempt++)
            {
                var result = SimulationRun.Run(DirectedScenarios.For(state, kind, attempt), [witness]);
                if (result.Violation is { } violation)
                {
                    output.WriteLine($"directed {kind} in {state}: {violation}\n{result.Scenario}");
                }
            }
        }

        return table;
    }
}
