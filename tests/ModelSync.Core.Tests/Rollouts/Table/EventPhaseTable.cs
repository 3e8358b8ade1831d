using System.Text;

namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>The table as it stands in event-phase-table.md: a cell is an outcome, and behind " — " a remark for the reader.</summary>
internal static class EventPhaseTable
{
    public const string FileName = "event-phase-table.md";

    private const string Remark = " — ";

    /// <summary>The cells by column and row, without remarks.</summary>
    public static Dictionary<(string Column, string Row), (string Outcome, string Remark)> Read(string text)
    {
        var cells = new Dictionary<(string, string), (string, string)>();
        string[]? columns = null;
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                columns = null;
                continue;
            }

            var parts = line.Trim().Trim('|').Split('|').Select(static part => part.Trim()).ToArray();
            if (columns is null)
            {
                columns = parts;
            }
            else if (!parts[0].StartsWith("---", StringComparison.Ordinal))
            {
                for (var i = 1; i < parts.Length; i++)
                {
                    var split = parts[i].Split(Remark, 2);
                    cells[(columns[i], parts[0])] = (split[0], split.Length > 1 ? split[1] : string.Empty);
                }
            }
        }

        return cells;
    }

    /// <summary>Everything before the first table: what the table is, for its readers.</summary>
    public static string Introduction(string text)
    {
        var end = text.IndexOf("\n## ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    public static string Write(string introduction, Dictionary<(string Column, string Row), (string Outcome, string Remark)> known, Func<string, string, string> outcome)
    {
        var text = new StringBuilder(introduction);
        foreach (var (title, columns) in Phases.All)
        {
            text.Append("\n## ").Append(title).Append("\n\n| Event |").AppendJoin('|', columns.Select(static column => $" {column.Name} ")).Append("|\n|---|");
            text.Insert(text.Length, "---|", columns.Count).Append('\n');
            foreach (var (row, _) in Events.All)
            {
                text.Append("| ").Append(row).Append(" |");
                foreach (var (column, _) in columns)
                {
                    var actual = outcome(column, row);
                    var remark = known.TryGetValue((column, row), out var cell) && cell.Outcome == actual && cell.Remark.Length > 0 ? Remark + cell.Remark : string.Empty;
                    text.Append(' ').Append(actual).Append(remark).Append(" |");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
