using System.Globalization;
using System.Numerics;

namespace ModelSync.Core.Policies.Calendar;

/// <summary>One field of a schedule: the set of its values as bits, and whether it begins with a star.</summary>
internal readonly record struct CronField(ulong Bits, bool IsOpen)
{
    private static readonly (string Name, int Min, int Max, string[] Words)[] Kinds =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        ("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    /// <summary>The names of the fields, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>Reads the field at that place; null with the remedy when it is wrong.</summary>
    public static CronField? Parse(string text, int place, out string? reason)
    {
        var bits = 0UL;
        foreach (var item in text.Split(','))
        {
            if (ParseItem(item, Kinds[place], out reason) is not { } more)
            {
                return null;
            }

            bits |= more;
        }

        // Sunday is 0 and 7.
        const ulong Seven = 1UL << 7;
        reason = null;
        return new CronField(place == 4 && (bits & Seven) != 0 ? (bits & ~Seven) | 1 : bits, text[0] is '*');
    }

    public bool Has(int value) => (Bits & (1UL << value)) != 0;

    /// <summary>The greatest value up to <paramref name="limit"/>.</summary>
    public int? Last(int limit)
    {
        var below = Bits & (ulong.MaxValue >> (63 - limit));
        return below == 0 ? null : BitOperations.Log2(below);
    }

    private static ulong? ParseItem(string item, (string Name, int Min, int Max, string[] Words) kind, out string? reason)
    {
        var (range, step) = Cut(item, '/');
        var (low, high) = Cut(range, '-');
        var isStar = range is "*";
        var first = isStar ? kind.Min : Value(low, kind);
        var last = isStar ? kind.Max : high is null ? first : Value(high, kind);
        var width = step is null ? 1 : Number(step);
        var words = kind.Words.Length > 0 ? $" or {kind.Words[0]} to {kind.Words[^1]}" : null;
        reason = (first, last, width) switch
        {
            (null, _, _) or (_, null, _) => $"write *, or values from {kind.Min} to {kind.Max}{words}",
            var (from, to, _) when from > to => "a range must not fall: write it as two, such as FRI-SAT,SUN-MON",
            (_, _, null or 0) => "write a step of at least 1, such as */15",
            _ when step is not null && !isStar && high is null => "a step needs a range or *, such as */15",
            _ => null,
        };
        if (reason is not null)
        {
            return null;
        }

        var bits = 0UL;
        for (var value = first!.Value; value <= last!.Value; value += width!.Value)
        {
            bits |= 1UL << value;
        }

        return bits;
    }

    private static int? Value(string text, (string Name, int Min, int Max, string[] Words) kind)
    {
        var word = Array.FindIndex(kind.Words, candidate => string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase));
        var value = word >= 0 ? word + (kind.Words[0] is "JAN" ? 1 : 0) : Number(text);
        return value >= kind.Min && value <= kind.Max ? value : null;
    }

    private static int? Number(string text) =>
        text.Length is > 0 and <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }
}
