using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelSync.Simulation.Tests;

/// <summary>The seeds that every run of the tests plays; a seed that failed once is added to the file and stays there.</summary>
internal static class KeptSeeds
{
    /// <summary>The file's name, for messages.</summary>
    public const string FileName = "tests/ModelSync.Simulation.Tests/kept-seeds.txt";

    /// <summary>All kept seeds; what follows a # is a remark.</summary>
    public static IReadOnlyList<ulong> All() =>
        [.. File.ReadLines(Path.Combine(Folder(), "kept-seeds.txt"))
            .Select(line => line.Split('#')[0].Trim())
            .Where(line => line.Length > 0)
            .Select(line => ulong.Parse(line, CultureInfo.InvariantCulture))];

    /// <summary>The folder of the test sources.</summary>
    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
