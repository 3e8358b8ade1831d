using System.Collections.Frozen;
using System.Globalization;

namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>
/// The types of plain scalars as kubectl's YAML reader sees them (YAML 1.1: `yes` and `on` are booleans, `0x10` and `010` are integers),
/// so that a file means the same here as there.
/// </summary>
internal static class ScalarTypes
{
    private static readonly FrozenSet<string> Nulls = FrozenSet.Create(StringComparer.Ordinal, "", "~", "null", "Null", "NULL");

    private static readonly FrozenSet<string> Trues =
        FrozenSet.Create(StringComparer.Ordinal, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");

    private static readonly FrozenSet<string> Falses =
        FrozenSet.Create(StringComparer.Ordinal, "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");

    private static readonly FrozenSet<string> NotFinite = FrozenSet.Create(
        StringComparer.Ordinal,
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    /// <summary>The type of a scalar without quotes and without a tag.</summary>
    public static ScalarKind OfPlain(string text)
    {
        if (Nulls.Contains(text))
        {
            return ScalarKind.Null;
        }

        if (Trues.Contains(text) || Falses.Contains(text))
        {
            return ScalarKind.Boolean;
        }

        if (NotFinite.Contains(text))
        {
            return ScalarKind.Float;
        }

        return text[0] is (>= '0' and <= '9') or '+' or '-' or '.' ? OfNumber(text) : ScalarKind.String;
    }

    /// <summary>The type that a tag gives to a scalar; null where the tag is unknown or the text has no such value.</summary>
    public static ScalarKind? OfTagged(string tag, string text) => (tag, OfPlain(text)) switch
    {
        ("tag:yaml.org,2002:str", _) => ScalarKind.String,
        ("tag:yaml.org,2002:null", ScalarKind.Null) => ScalarKind.Null,
        ("tag:yaml.org,2002:bool", ScalarKind.Boolean) => ScalarKind.Boolean,
        ("tag:yaml.org,2002:int", ScalarKind.Integer) => ScalarKind.Integer,
        ("tag:yaml.org,2002:float", ScalarKind.Integer or ScalarKind.Float) => ScalarKind.Float,
        _ => null,
    };

    /// <summary>The value of a scalar of kind <see cref="ScalarKind.Boolean" />.</summary>
    public static bool ToBoolean(string text) => Trues.Contains(text);

    /// <summary>The value of an integer: a <see cref="long" />, a <see cref="ulong" />, or null where it fits neither.</summary>
    public static object? ToInteger(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var negative = digits.StartsWith('-');
        digits = digits.TrimStart('+', '-');
        if (ToMagnitude(digits) is not { } magnitude)
        {
            return null;
        }

        if (!negative)
        {
            return magnitude <= long.MaxValue ? (long)magnitude : magnitude;
        }

        return magnitude <= (ulong)long.MaxValue + 1 ? unchecked(-(long)magnitude) : null;
    }

    /// <summary>The value of a number that is no integer, or null where JSON cannot carry it.</summary>
    public static double? ToDouble(string text) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static ScalarKind OfNumber(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var unsigned = digits is ['+' or '-', ..] ? digits[1..] : digits;
        if (ToMagnitude(unsigned) is not null && ToInteger(text) is not null)
        {
            return ScalarKind.Integer;
        }

        return IsDecimal(unsigned) ? ScalarKind.Float : ScalarKind.String;
    }

    private static ulong? ToMagnitude(string digits)
    {
        var (style, rest) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (NumberStyles.AllowHexSpecifier, hex),
            ['0', 'b' or 'B', .. var binary] => (NumberStyles.AllowBinarySpecifier, binary),
            ['0', 'o' or 'O', .. var octal] => (NumberStyles.Any, octal),
            ['0', .. var octal] when octal.Length > 0 => (NumberStyles.Any, octal),
            _ => (NumberStyles.None, digits),
        };
        return style == NumberStyles.Any ? ToOctal(rest) : ulong.TryParse(rest, style, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static ulong? ToOctal(string digits)
    {
        // 21 octal digits are the most that always fit in 64 bits.
        if (digits.Length is 0 or > 21)
        {
            return null;
        }

        ulong value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }

            value = (value * 8) + (ulong)(digit - '0');
        }

        return value;
    }

    private static bool IsDecimal(string text)
    {
        var position = SkipDigits(text, 0);
        var digits = position;
        if (position < text.Length && text[position] == '.')
        {
            var fraction = SkipDigits(text, position + 1);
            digits += fraction - position - 1;
            position = fraction;
        }

        if (digits == 0)
        {
            return false;
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            position += position < text.Length && text[position] is '+' or '-' ? 1 : 0;
            var exponent = SkipDigits(text, position);
            return exponent > position && exponent == text.Length;
        }

        return position == text.Length;
    }

    private static int SkipDigits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
