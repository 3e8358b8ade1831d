using System.Globalization;

namespace ModelSync.Playground.Tests;

/// <summary>What the kernel says about processes.</summary>
internal static class ProcFile
{
    /// <summary>Whether the process runs; a zombie, whose parent has not yet asked for its exit code, does not.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The running processes whose command line contains <paramref name="text"/>.</summary>
    public static int[] WithCommandLine(string text) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && IsAlive(pid) && CommandLine(pid).Contains(text, StringComparison.Ordinal))];

    /// <summary>The one running process of the executable <paramref name="path"/> whose command line contains <paramref name="text"/>.</summary>
    public static int Of(string path, string text) =>
        WithCommandLine(text).Single(pid => string.Equals(new FileInfo($"/proc/{pid}/exe").LinkTarget, path, StringComparison.Ordinal));

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
