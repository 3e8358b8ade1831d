using System.Runtime.CompilerServices;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Documents;

/// <summary>Compares what documents show with the code in this folder that is compiled and run.</summary>
internal static class ShownSamples
{
    /// <summary>The lines of a sample in a file of this folder.</summary>
    public static IEnumerable<string> Sample(string file, string name) =>
        Between(File.ReadAllLines(Path.Combine(Folder(), file)), $"// sample: {name}", "// end of sample");

    /// <summary>The lines of a sample as a document shows them, without the fences and the namespaces.</summary>
    public static IEnumerable<string> Shown(string document, string name) =>
        Between(File.ReadAllLines(Path.Combine(Repository.Root, document)), $"<!-- sample: {name} -->", "<!-- /sample -->")
            .Where(line => !line.StartsWith("using", StringComparison.Ordinal) && !line.StartsWith("```", StringComparison.Ordinal))
            .SkipWhile(line => line.Length == 0);

    private static IEnumerable<string> Between(IEnumerable<string> lines, string begin, string end) =>
        lines.SkipWhile(line => line.Trim() != begin).Skip(1).TakeWhile(line => line.Trim() != end).Select(line => line.TrimStart());

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
