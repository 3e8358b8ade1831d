using System.Globalization;

namespace ModelSync.Api.Versions;

/// <summary>Reads versions and says what is wrong with a text that is none.</summary>
internal static class SemanticVersionParser
{
    private const string Data = "data.";

    // In a name it would be taken for the plus of a data version.
    private const string Forbidden = "-data.";

    // What a long surely holds; the pattern of the CRD has the same bound.
    private const int MaxDigits = 18;

    public static SemanticVersion? Parse(string text, out string? error)
    {
        var version = Read(text, out var reason);
        error = reason is null ? null : $"version \"{(text.Length > SemanticVersion.MaxLength ? $"{text[..SemanticVersion.MaxLength]}…" : text)}\" {reason}";
        return version;
    }

    /// <summary>Reads a number without leading zeros; null with the reason when it is none.</summary>
    public static long? Number(string text, string name, out string? error)
    {
        error = text switch
        {
            "" => $"has no {name}: write major.minor.patch, such as 1.0.0",
            _ when !text.All(char.IsAsciiDigit) => $"has the {name} \"{text}\": write a number",
            ['0', _, ..] => $"has the {name} \"{text}\": write it without leading zeros",
            { Length: > MaxDigits } => $"has a {name} of {text.Length} digits: at most {MaxDigits} are allowed",
            _ => null,
        };
        return error is null ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Says what is wrong with a pre-release, or null.</summary>
    public static string? FindPreReleaseError(string text)
    {
        foreach (var part in text.Split('.'))
        {
            var reason = part switch
            {
                "" => "has an empty part in its pre-release: write something between the dots",
                _ when !part.All(IsAllowed) => $"has \"{part}\" in its pre-release: only a-z, 0-9 and - are allowed",
                ['-', ..] or [.., '-'] => $"has \"{part}\" in its pre-release: begin and end it with a letter or digit",
                ['0', _, ..] when part.All(char.IsAsciiDigit) => $"has \"{part}\" in its pre-release: write numbers without leading zeros",
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static SemanticVersion? Read(string text, out string? error)
    {
        error = FindErrorOfWhole(text);
        if (error is not null)
        {
            return null;
        }

        var (rest, build) = Cut(text, '+');
        var (core, preRelease) = Cut(rest, '-');
        var numbers = core.Split('.');
        if (numbers.Length != 3)
        {
            error = $"has {numbers.Length} number{(numbers.Length == 1 ? null : "s")} before any - or +: write major.minor.patch, such as 1.0.0";
            return null;
        }

        var major = Number(numbers[0], "major version", out var first);
        var minor = Number(numbers[1], "minor version", out var second);
        var patch = Number(numbers[2], "patch version", out var third);
        long? data = null;
        error = first ?? second ?? third ?? (preRelease is null ? null : FindPreReleaseError(preRelease)) ?? FindDataError(build, out data);
        return error is null ? new SemanticVersion(major!.Value, minor!.Value, patch!.Value, preRelease, data) : null;
    }

    private static string? FindErrorOfWhole(string text) => text switch
    {
        "" => "is empty: write major.minor.patch, such as 1.0.0",
        { Length: > SemanticVersion.MaxLength } => $"has {text.Length} characters: at most {SemanticVersion.MaxLength} are allowed",
        _ when text.Any(char.IsAsciiLetterUpper) => $"has upper case letters: write {text.ToLowerInvariant()}",
        ['v', ..] => $"begins with v: write {text[1..]}",
        _ when text.Contains(Forbidden, StringComparison.Ordinal) =>
            $"has \"{Forbidden}\": write the version of the data after a plus, such as 1.0.0+data.7",
        _ => null,
    };

    private static string? FindDataError(string? build, out long? data)
    {
        data = null;
        if (build is null)
        {
            return null;
        }

        if (!build.StartsWith(Data, StringComparison.Ordinal))
        {
            return $"has \"{build}\" after the plus: only data.N is allowed there, such as +data.7";
        }

        data = Number(build[Data.Length..], "data version", out var error);
        return error;
    }

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static bool IsAllowed(char character) => character is '-' || char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
