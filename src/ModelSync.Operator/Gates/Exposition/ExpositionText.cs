using System.Globalization;
using System.Text;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>Numbers and quoted texts as the formats write them.</summary>
internal static class ExpositionText
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whether a name may have the character.</summary>
    public static bool IsOfName(byte character, bool isFirst, bool allowColon) =>
        character is (byte)'_' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z')
        || (allowColon && character == ':') || (!isFirst && character is >= (byte)'0' and <= (byte)'9');

    /// <summary>Reads a number. double.Parse alone takes more than the formats do: other words for infinity, and a sign before NaN.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        var unsigned = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(unsigned, "inf"u8) || Ascii.EqualsIgnoreCase(unsigned, "infinity"u8))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (Ascii.EqualsIgnoreCase(text, "nan"u8))
        {
            value = double.NaN;
            return true;
        }

        value = 0;
        return unsigned.Length > 0 && unsigned[0] is (byte)'.' or >= (byte)'0' and <= (byte)'9'
            && double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Resolves \\, \" and \n; null where a backslash stands before something else.</summary>
    public static string? Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text[length++] = raw[i];
                continue;
            }

            switch (raw[++i])
            {
                case (byte)'n':
                    text[length++] = (byte)'\n';
                    break;
                case (byte)'\\' or (byte)'"':
                    text[length++] = raw[i];
                    break;
                default:
                    return null;
            }
        }

        return Encoding.UTF8.GetString(text, 0, length);
    }
}
