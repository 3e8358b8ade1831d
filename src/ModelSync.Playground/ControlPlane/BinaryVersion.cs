using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The version that a binary tells about itself.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct BinaryVersion(int Major, int Minor, int Patch) : IComparable<BinaryVersion>
{
    /// <summary>Finds the first version in the output of <c>--version</c>; pre-release and build parts are ignored.</summary>
    public static bool TryFind(string output, [NotNullWhen(true)] out BinaryVersion? version)
    {
        var match = VersionPattern().Match(output);
        version = match.Success ? new BinaryVersion(Number(match, "major"), Number(match, "minor"), Number(match, "patch")) : null;
        return match.Success;
    }

    /// <summary>Whether this is <paramref name="major"/>.<paramref name="minor"/> or later.</summary>
    public bool IsAtLeast(int major, int minor) => CompareTo(new BinaryVersion(major, minor, 0)) >= 0;

    /// <inheritdoc/>
    public int CompareTo(BinaryVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    /// <summary>Whether <paramref name="left"/> is older.</summary>
    public static bool operator <(BinaryVersion left, BinaryVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is newer.</summary>
    public static bool operator >(BinaryVersion left, BinaryVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is older or the same.</summary>
    public static bool operator <=(BinaryVersion left, BinaryVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is newer or the same.</summary>
    public static bool operator >=(BinaryVersion left, BinaryVersion right) => left.CompareTo(right) >= 0;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\bv?(?<major>\d{1,4})\.(?<minor>\d{1,4})\.(?<patch>\d{1,4})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
