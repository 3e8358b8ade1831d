using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Faults;

/// <summary>What came of each fault in each feature of the client.</summary>
internal static partial class FaultMatrix
{
    private const string Legend =
        "ok: the call goes well; a number: refused with that status; none: a connection exception, and the server has done nothing; none/done: the same, and it has done it.";

    private static readonly ConcurrentDictionary<(string Fault, string Feature), string> Cells = new();

    /// <summary>Notes a cell. How often a fault was injected makes no row of its own.</summary>
    public static void Add(string fault, string feature, string outcome) => Cells[(HowOften().Replace(fault, ""), feature)] = outcome;

    /// <summary>Prints the matrix, and leaves it where CI keeps its results.</summary>
    public static async Task PublishAsync(TextWriter output)
    {
        var table = Table();
        await output.WriteLineAsync(table);
        var folder = Path.Combine(Repository.Root, "artifacts");
        if (Directory.Exists(folder))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "fault-matrix.txt"), table);
        }
    }

    private static string Table()
    {
        string[] features = [.. Cells.Keys.Select(cell => cell.Feature).Distinct().Order(StringComparer.Ordinal)];
        string[] faults = [.. Cells.Keys.Select(cell => cell.Fault).Distinct().Order(StringComparer.Ordinal)];
        var first = faults.Select(fault => fault.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder($"{Cells.Count} cells, faults by features of the client. {Legend}\n").Append(' ', first);
        int WidthOf(string feature) => Math.Max(feature.Length, faults.Max(fault => Cell(fault, feature).Length));
        foreach (var feature in features)
        {
            text.Append("  ").Append(feature.PadRight(WidthOf(feature)));
        }

        foreach (var fault in faults)
        {
            text.Append('\n').Append(fault.PadRight(first));
            foreach (var feature in features)
            {
                text.Append("  ").Append(Cell(fault, feature).PadRight(WidthOf(feature)));
            }
        }

        return string.Join('\n', text.Append('\n').ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    [GeneratedRegex(" (count|skip)=[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HowOften();

    private static string Cell(string fault, string feature) => Cells.GetValueOrDefault((fault, feature), "-");
}
