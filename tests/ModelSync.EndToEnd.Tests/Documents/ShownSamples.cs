using System.Runtime.CompilerServices;

namespace ModelSync.EndToEnd.Readme;

/// <summary>Compares what README.md shows with the code in this folder that is compiled and run.</summary>
internal static class ReadmeText
{
    /// <summary>The lines of a sample in a file of this folder.</summary>
    public static IEnumerable<string> Sample(string file, string name) =>
        Between(File.ReadAllLines(Path.Combine(Folder(), file)), $"// sample: {name}", "// end of sample");

    /// <summary>The lines of a sample as README.md shows them, without the fences and the namespaces.</summary>
    public static IEnumerable<string> Shown(string name) =>
        Between(File.ReadAllLines(Path.Combine(Folder(), "..", "..", "..", "README.md")), $"<!-- sample: {name} -->", "<!-- /sample -->")
            .Where(line => !line.StartsWith("using", StringComparison.Ordinal) && !line.StartsWith("```", StringComparison.Ordinal))
            .SkipWhile(line => line.Length == 0);

    private static IEnumerable<string> Between(IEnumerable<string> lines, string begin, string end) =>
        lines.SkipWhile(line => line.Trim() != begin).Skip(1).TakeWhile(line => line.Trim() != end).Select(line => line.TrimStart());

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
