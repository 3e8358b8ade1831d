namespace ModelSync.Api.Versions;

/// <summary>Reads ranges of versions and says what is wrong with a text that is none.</summary>
internal static class VersionRangeParser
{
    private const string Data = "data";

    // Longer ones first, so that none is taken for its beginning.
    private static readonly string[] Operators = [">=", "<=", ">", "<", "=", "^", "~"];

    public static VersionRange? Parse(string text, out string? error)
    {
        var bounds = new List<VersionBound>();
        var reason = FindErrorOfWhole(text);
        foreach (var condition in reason is null ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            reason ??= condition.StartsWith(Data, StringComparison.Ordinal) ? ReadData(condition, bounds) : ReadVersion(condition, bounds);
        }

        error = reason is null ? null : $"range \"{(text.Length > VersionRange.MaxLength ? $"{text[..VersionRange.MaxLength]}…" : text)}\" {reason}";
        return error is null ? new VersionRange(text, bounds) : null;
    }

    private static string? FindErrorOfWhole(string text) => text switch
    {
        { Length: > VersionRange.MaxLength } => $"has {text.Length} characters: at most {VersionRange.MaxLength} are allowed",
        _ when string.IsNullOrWhiteSpace(text) => "is empty: write a condition, such as ^2.3, or * for any version",
        _ => null,
    };

    private static string? ReadData(string condition, List<VersionBound> bounds)
    {
        var (comparison, number) = Split(condition[Data.Length..]);
        if (comparison is "" or "^" or "~")
        {
            return $"has \"{condition}\": compare the data version by >=, >, <=, < or =, such as data>=7";
        }

        var data = SemanticVersionParser.Number(number, "data version", out var error);
        if (error is not null)
        {
            return error.StartsWith("has no", StringComparison.Ordinal) ? $"has \"{condition}\": write a number after it, such as data>=7" : error;
        }

        bounds.Add(new VersionBound { Operator = comparison, Data = data });
        return null;
    }

    private static string? ReadVersion(string condition, List<VersionBound> bounds)
    {
        if (condition is "*")
        {
            bounds.Add(new VersionBound { Operator = ">=", Version = new SemanticVersion(0, 0, 0) });
            return null;
        }

        var (comparison, text) = Split(condition);
        if (text.Contains('+', StringComparison.Ordinal))
        {
            return $"has \"{condition}\": write the data version as a condition of its own, such as data=7";
        }

        // A version with fewer than three numbers stands for all that begin with it.
        var given = text.Contains('-', StringComparison.Ordinal) ? 3 : text.Count('.') + 1;
        var whole = given switch { 1 => $"{text}.0.0", 2 => $"{text}.0", _ => text };
        if (SemanticVersionParser.Parse(whole, out _) is not { } low)
        {
            return $"has \"{condition}\": write a comparison and a version, such as ^2.3, >=1.2, ~1.4.2 or 1.4.2";
        }

        bounds.AddRange(BoundsOf(comparison, low, given));
        return null;
    }

    private static VersionBound[] BoundsOf(string comparison, SemanticVersion low, int given)
    {
        var next = Next(low, given);
        return (comparison, given) switch
        {
            ("^", _) => [AtLeast(low), Below(Next(low, FirstThatCounts(low, given)))],
            ("~", _) => [AtLeast(low), Below(Next(low, Math.Min(given, 2)))],
            (">=" or "<", _) => [new VersionBound { Operator = comparison, Version = low }],
            (">", < 3) => [AtLeast(next)],
            ("<=", < 3) => [Below(next)],
            ("=" or "", < 3) => [AtLeast(low), Below(next)],
            ("", _) => [new VersionBound { Operator = "=", Version = low }],
            _ => [new VersionBound { Operator = comparison, Version = low }],
        };
    }

    /// <summary>The place of the number that ^ keeps: the first that is not 0, or the last that was given.</summary>
    private static int FirstThatCounts(SemanticVersion version, int given)
    {
        var place = version.Major > 0 ? 1 : version.Minor > 0 ? 2 : 3;
        return Math.Min(place, given);
    }

    /// <summary>The first version with another number at that place.</summary>
    private static SemanticVersion Next(SemanticVersion version, int place) => place switch
    {
        1 => new SemanticVersion(version.Major + 1, 0, 0),
        2 => new SemanticVersion(version.Major, version.Minor + 1, 0),
        _ => new SemanticVersion(version.Major, version.Minor, version.Patch + 1),
    };

    private static VersionBound AtLeast(SemanticVersion version) => new() { Operator = ">=", Version = version };

    private static VersionBound Below(SemanticVersion version) => new() { Operator = "<", Version = version };

    private static (string Operator, string Operand) Split(string condition)
    {
        var found = Operators.FirstOrDefault(candidate => condition.StartsWith(candidate, StringComparison.Ordinal)) ?? string.Empty;
        return (found, condition[found.Length..]);
    }
}
