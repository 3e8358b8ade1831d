using System.Globalization;
using System.Text.Json;

namespace ModelSync.Api.Digests;

/// <summary>
/// Writes numbers as the API server stores them: integers of 64 bits with all digits, all others as the shortest text of the nearest
/// 64-bit float, in the notation that Go and RFC 8785 share.
/// </summary>
internal static class CanonicalNumber
{
    // From 1e21 on and below 1e-6 the exponent is written.
    private const int LargestPlainExponent = 20;
    private const int SmallestPlainExponent = -6;

    public static string Format(JsonElement value, string path)
    {
        if (value.TryGetInt64(out var integer))
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }

        if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            throw new FormatException($"{path} is a number that no 64-bit float holds: use a string.");
        }

        // Also for -0.0, whose sign Go writes once and loses when it reads its own text.
        return number == 0 ? "0" : Format(number);
    }

    private static string Format(double number)
    {
        var (digits, exponent) = Shortest(Math.Abs(number));
        var sign = number < 0 ? "-" : string.Empty;
        return exponent switch
        {
            > LargestPlainExponent or < SmallestPlainExponent => $"{sign}{Scientific(digits, exponent)}",
            < 0 => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => sign + digits.PadRight(exponent + 1, '0'),
            _ => $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length == 1 ? string.Empty : $".{digits[1..]}";
        var signed = exponent < 0 ? exponent.ToString(CultureInfo.InvariantCulture) : $"+{exponent.ToString(CultureInfo.InvariantCulture)}";
        return $"{digits[0]}{fraction}e{signed}";
    }

    /// <summary>The fewest digits that read back as the number, d.ddd × 10^exponent, without zeros at either end.</summary>
    private static (string Digits, int Exponent) Shortest(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        exponent += (point < 0 ? mantissa.Length : point) - 1 - leading;
        return (digits.Trim('0'), exponent);
    }
}
