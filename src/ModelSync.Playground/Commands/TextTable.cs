namespace ModelSync.Playground.Commands;

/// <summary>Writes rows in columns as kubectl does; nothing for no rows.</summary>
internal static class TextTable
{
    private const int Gap = 3;

    public static void Write(TextWriter output, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, int indent)
    {
        if (rows.Count == 0)
        {
            return;
        }

        IReadOnlyList<string>[] lines = [header, .. rows];
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length) + Gap).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(new string(' ', indent) + string.Concat(line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
