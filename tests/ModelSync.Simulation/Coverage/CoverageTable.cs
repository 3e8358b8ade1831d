using System.Globalization;
using System.Text;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Coverage;

/// <summary>How often each kind of incident struck in each state.</summary>
internal sealed class CoverageTable
{
    private readonly long[,] _cells = new long[Enum.GetValues<WorldState>().Length, Enum.GetValues<IncidentKind>().Length];

    /// <summary>How often a kind struck in a state.</summary>
    public long this[WorldState state, IncidentKind kind] => _cells[(int)state, (int)kind];

    /// <summary>Counts one.</summary>
    public void Add(WorldState state, IncidentKind kind) => _cells[(int)state, (int)kind]++;

    /// <summary>Counts what another table counted.</summary>
    public void Add(CoverageTable other)
    {
        foreach (var state in Enum.GetValues<WorldState>())
        {
            foreach (var kind in Enum.GetValues<IncidentKind>())
            {
                _cells[(int)state, (int)kind] += other[state, kind];
            }
        }
    }

    /// <summary>The cells that are possible and were not reached.</summary>
    public IEnumerable<(WorldState State, IncidentKind Kind)> Missing() =>
        Cells().Where(cell => this[cell.State, cell.Kind] == 0 && ImpossibleCells.ReasonOf(cell.State, cell.Kind) is null);

    /// <summary>The cells that are said to be impossible and were reached all the same.</summary>
    public IEnumerable<(WorldState State, IncidentKind Kind)> Wrong() =>
        Cells().Where(cell => this[cell.State, cell.Kind] > 0 && ImpossibleCells.ReasonOf(cell.State, cell.Kind) is not null);

    /// <summary>All cells.</summary>
    public static IEnumerable<(WorldState State, IncidentKind Kind)> Cells() =>
        Enum.GetValues<WorldState>().SelectMany(_ => Enum.GetValues<IncidentKind>(), (state, kind) => (state, kind));

    /// <summary>The table: a line for each kind, a column for each state; - is an impossible cell.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(' ', 16);
        foreach (var state in Enum.GetValues<WorldState>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{state,12}");
        }

        foreach (var kind in Enum.GetValues<IncidentKind>())
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{kind,-16}");
            foreach (var state in Enum.GetValues<WorldState>())
            {
                var isImpossible = ImpossibleCells.ReasonOf(state, kind) is not null && this[state, kind] == 0;
                text.Append(CultureInfo.InvariantCulture, $"{(isImpossible ? "-" : this[state, kind].ToString(CultureInfo.InvariantCulture)),12}");
            }
        }

        return text.ToString();
    }
}
