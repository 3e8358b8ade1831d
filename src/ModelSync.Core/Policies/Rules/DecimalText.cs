using System.Globalization;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Reads and writes the decimals of specs: exact, in the invariant culture, and small enough that their products are too.</summary>
internal static class DecimalText
{
    private const int MaxLength = 30;
    private const decimal Most = 1_000_000_000_000m;
    private const int ShownPlaces = 6;

    public static bool TryParse(string? text, out decimal value)
    {
        value = 0;
        return text is { Length: > 0 and <= MaxLength }
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) <= Most;
    }

    /// <summary>The shortest text of the value.</summary>
    public static string Format(decimal value) => value.ToString("0.#############################", CultureInfo.InvariantCulture);

    /// <summary>The text of an upper limit that need not be a short number, rounded down, so that what is shown passes.</summary>
    public static string FormatCeiling(decimal value) => Format(decimal.Round(value, ShownPlaces, MidpointRounding.ToNegativeInfinity));
}
