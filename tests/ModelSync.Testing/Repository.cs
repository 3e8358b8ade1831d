using System.Runtime.CompilerServices;

namespace ModelSync.Testing;

/// <summary>Where this clone is.</summary>
public static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The definitions of the kinds of modelsync.io, as they are committed.</summary>
    public static string Definitions { get; } = Path.Combine(Root, "crds");

    private static string Here([CallerFilePath] string path = "") => path;
}
