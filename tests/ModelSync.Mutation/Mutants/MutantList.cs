using System.Globalization;
using System.Text.Json;

namespace ModelSync.Mutation.Mutants;

/// <summary>The mutants that dotnet-stryker made, as its report lists them.</summary>
public sealed record MutantList
{
    private const string Root = "ModelSync.Core/";
    private const int MaxText = 160;

    /// <summary>The mutants that are in the assembly.</summary>
    public required IReadOnlyList<Mutant> Mutants { get; init; }

    /// <summary>How many changes did not compile.</summary>
    public required int NotCompiled { get; init; }

    /// <summary>How many changes dotnet-stryker left out: a change around them says more, or build/mutate.json says so.</summary>
    public required int Ignored { get; init; }

    /// <summary>Reads a report; with a folder, only what lies in it.</summary>
    public static MutantList Read(string json, string? folder)
    {
        using var report = JsonDocument.Parse(json);
        var mutants = new List<Mutant>();
        var (notCompiled, ignored) = (0, 0);
        foreach (var file in report.RootElement.GetProperty("files").EnumerateObject())
        {
            var path = file.Name[(file.Name.LastIndexOf(Root, StringComparison.Ordinal) + Root.Length)..];
            if (folder is not null && !path.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                continue;
            }

            var lines = file.Value.GetProperty("source").GetString()!.Split('\n');
            foreach (var entry in file.Value.GetProperty("mutants").EnumerateArray())
            {
                switch (entry.GetProperty("status").GetString())
                {
                    case "CompileError": notCompiled++; break;
                    case "Ignored": ignored++; break;
                    default: mutants.Add(Parse(path, lines, entry)); break;
                }
            }
        }

        return new MutantList { Mutants = mutants, NotCompiled = notCompiled, Ignored = ignored };
    }

    private static Mutant Parse(string path, string[] lines, JsonElement entry)
    {
        var (start, end) = (entry.GetProperty("location").GetProperty("start"), entry.GetProperty("location").GetProperty("end"));
        return new Mutant
        {
            Id = int.Parse(entry.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
            File = path,
            Line = LineOf(start),
            Mutator = entry.GetProperty("mutatorName").GetString()!,
            Original = OneLine(TextBetween(lines, start, end)),
            Replacement = OneLine(entry.GetProperty("replacement").GetString() ?? string.Empty),
            IsStatic = entry.GetProperty("static").GetBoolean(),
        };
    }

    // Lines and columns begin with 1; what has more than one line begins where its first one does.
    private static string TextBetween(string[] lines, JsonElement start, JsonElement end)
    {
        var (first, last) = (LineOf(start), LineOf(end));
        var text = string.Join('\n', lines[(first - 1)..last]);
        var (from, tail) = (start.GetProperty("column").GetInt32() - 1, lines[last - 1].Length - end.GetProperty("column").GetInt32() + 1);
        return text[from..^tail];
    }

    private static int LineOf(JsonElement place) => place.GetProperty("line").GetInt32();

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxText ? line : line[..(MaxText - 1)] + "…";
    }
}
