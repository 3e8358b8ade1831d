using System.Buffers;
using System.Globalization;

namespace ModelSync.Cli.Arguments;

/// <summary>Reads times as kubectl's options have them.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Reads 90s, 5m, 1h30m, 250ms, or a plain number of seconds.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (TryNumber(text, out var seconds))
        {
            duration = TimeSpan.FromSeconds(seconds);
            return true;
        }

        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !TryNumber(rest[..digits], out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(Digits);
            var unit = UnitOf(letters < 0 ? rest : rest[..letters]);
            rest = letters < 0 ? [] : rest[letters..];
            if (unit is not { } length || number * length.TotalSeconds + duration.TotalSeconds > Longest.TotalSeconds)
            {
                return false;
            }

            duration += number * length;
        }

        return text.Length > 0;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number <= Longest.TotalSeconds;

    private static TimeSpan? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        _ => null,
    };
}
