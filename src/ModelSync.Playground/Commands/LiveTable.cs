using ModelSync.Playground.Load;

namespace ModelSync.Playground.Commands;

/// <summary>Paints the table of a load over its last state, on a terminal.</summary>
internal sealed class LiveTable(TextWriter output) : IProgress<LoadSnapshot>
{
    private int _lines;

    public void Report(LoadSnapshot value)
    {
        var table = LoadTable.Render(value);
        if (_lines > 0)
        {
            // Up to the first line, and away with everything below.
            output.Write($"\e[{_lines}A\e[J");
        }

        output.Write(table);
        output.Flush();
        _lines = table.Count(character => character == '\n');
    }
}
