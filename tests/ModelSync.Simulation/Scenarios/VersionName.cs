using System.Globalization;

namespace ModelSync.Simulation.Scenarios;

/// <summary>The names of the simulated versions: number n is n.0.0, and its revision with template t is `vNtT` with filling.</summary>
internal static class VersionName
{
    /// <summary>How many versions there are.</summary>
    public const int Count = 5;

    /// <summary>The version of a number.</summary>
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}.0.0");

    /// <summary>The digest of a version.</summary>
    public static string Digest(int number) => "sha256:" + new string((char)('0' + number), 64);

    /// <summary>The revision of a version with a template, 10 characters.</summary>
    public static string Revision(string version, string template) => $"v{version[0]}t{template}".PadRight(10, 'x');

    /// <summary>A revision as people say it: `v2`, or `v2t1` for another template than the first.</summary>
    public static string Short(string? revision)
    {
        var text = revision?.TrimEnd('x') ?? "none";
        return text.EndsWith("t0", StringComparison.Ordinal) ? text[..^2] : text;
    }
}
