using System.Globalization;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>Durations as rules write them: whole numbers with one unit, <c>250ms</c>, <c>2s</c>, <c>5m</c> or <c>1h</c>.</summary>
internal static class RuleDuration
{
    /// <summary>The longest that is taken: far beyond sense, and far below what timers can count.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= Longest / length)
            {
                duration = number * length;
                return true;
            }
        }

        return false;
    }

    /// <summary>The largest unit of which it is a whole number.</summary>
    public static string Print(TimeSpan duration)
    {
        var (unit, length) = Units.Last(candidate => duration.Ticks % candidate.Length.Ticks == 0 || candidate.Unit is "ms");
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks}{unit}");
    }
}
