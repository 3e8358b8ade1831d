using System.Buffers;
using System.Globalization;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>Durations as the Gateway API and Istio write them: `1h30m`, `250ms`, `0.5s`.</summary>
internal static class DurationText
{
    private const double MostSeconds = 100_000 * 3600.0;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>False where the text is no duration.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        var seconds = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var length = rest.StartsWith("ms") ? 2 : 1;
            seconds += number * (rest[..length] switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => double.NaN });
            rest = rest[length..];
        }

        if (text.Length == 0 || !(seconds <= MostSeconds))
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
