using System.IO.Enumeration;

namespace ModelSync.Core.Tests.Architecture;

/// <summary>
/// What the pure assemblies may name. A line is a pattern of types; after a colon stand the only members that may be used, or, with a
/// minus, those that may not.
/// </summary>
internal sealed class AllowList
{
    private readonly List<(string Types, string[] Members)> _lines = [];

    private AllowList(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(static line => line.Split('#')[0].Trim()).Where(static line => line.Length > 0))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            _lines.Add((parts[0], parts.Length == 1 ? [] : parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    public static AllowList Read()
    {
        using var stream = typeof(AllowList).Assembly.GetManifestResourceStream("allowed-references.txt")!;
        using var reader = new StreamReader(stream);
        return new AllowList(reader.ReadToEnd().Split('\n'));
    }

    /// <summary>What an assembly names and may not.</summary>
    public IReadOnlyList<string> Violations(string path)
    {
        var (types, members) = AssemblyReferences.Of(path);
        return
        [
            .. types.Where(type => !_lines.Exists(line => IsOf(type, line.Types))),
            .. members.Where(member => !MayUse(member.Type, member.Member)).Select(static member => $"{member.Type}.{member.Member}"),
        ];
    }

    private bool MayUse(string type, string member)
    {
        var lines = _lines.FindAll(line => IsOf(type, line.Types));
        return lines.Count == 0 || (!lines.Exists(line => line.Members.Contains($"-{member}", StringComparer.Ordinal)) && lines.Exists(line =>
            line.Members.Contains(member, StringComparer.Ordinal) || Array.TrueForAll(line.Members, static one => one.StartsWith('-'))));
    }

    /// <summary>A star stands for a part of a name; of a namespace, none below it.</summary>
    private static bool IsOf(string type, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, type, ignoreCase: false)
        && (pattern.StartsWith("ModelSync.", StringComparison.Ordinal) || type.Split('+')[0].Count(static letter => letter == '.') == pattern.Count(static letter => letter == '.'));
}
