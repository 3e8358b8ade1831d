using System.Runtime.CompilerServices;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Where this clone is.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}
