namespace ModelSync.Cli.Output;

/// <summary>Rows in columns as kubectl has them.</summary>
internal static class TextTable
{
    private const int Gap = 3;

    /// <summary>The header and the rows; nothing for no rows.</summary>
    public static IEnumerable<Line> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<Line>> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Line>[] all = [[.. header.Select(title => Line.Of(title, Tone.Dim))], .. rows];
        var widths = header.Select((_, column) => all.Max(row => row[column].Length) + Gap).ToArray();
        return all.Select(row => row.Select((cell, column) => cell.PadTo(widths[column])).Aggregate(Line.Empty, (line, cell) => line.Add(cell)).TrimEnd());
    }
}
