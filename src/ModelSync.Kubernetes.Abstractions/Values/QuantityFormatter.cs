using System.Globalization;

namespace ModelSync.Kubernetes.Values;

/// <summary>Composes the canonical text: no fraction, the largest exponent that keeps the amount exact.</summary>
internal static class QuantityFormatter
{
    private const int SmallestExponent = -9;
    private const int LargestDecimalExponent = 18;

    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    public static string Format(Int128 nanos, QuantityFormat format)
    {
        if (nanos == 0)
        {
            return "0";
        }

        return format switch
        {
            QuantityFormat.BinarySI when IsBinary(nanos) => FormatBinary(nanos / Quantity.NanosPerUnit),
            QuantityFormat.DecimalExponent => FormatDecimal(nanos, int.MaxValue, static exponent => exponent == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"e{exponent}")),

            // Go drops a suffix above E and writes another amount; the zeros stay here.
            _ => FormatDecimal(nanos, LargestDecimalExponent, static exponent => DecimalSuffixes[(exponent - SmallestExponent) / 3]),
        };
    }

    // A fraction, or an amount that no suffix could shorten, is written in decimals.
    private static bool IsBinary(Int128 nanos)
    {
        var limit = (Int128)1024 * Quantity.NanosPerUnit;
        return (nanos >= limit || nanos <= -limit) && nanos % Quantity.NanosPerUnit == 0;
    }

    private static string FormatBinary(Int128 units)
    {
        var power = 0;
        while (power < BinarySuffixes.Length - 1 && units % 1024 == 0)
        {
            units /= 1024;
            power++;
        }

        return units.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[power];
    }

    private static string FormatDecimal(Int128 nanos, int largestExponent, Func<int, string> suffixOf)
    {
        var exponent = SmallestExponent;
        while (exponent + 3 <= largestExponent && nanos % 1000 == 0)
        {
            nanos /= 1000;
            exponent += 3;
        }

        return nanos.ToString(CultureInfo.InvariantCulture) + suffixOf(exponent);
    }
}
