using System.Runtime.CompilerServices;

namespace ModelSync.Api.Tests;

/// <summary>The files of the repository that these tests look at.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    public static string? Read(string path) => File.Exists(Path.Combine(Root, path)) ? File.ReadAllText(Path.Combine(Root, path)) : null;

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
