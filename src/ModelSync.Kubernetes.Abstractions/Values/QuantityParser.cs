using System.Globalization;
using System.Numerics;

namespace ModelSync.Kubernetes.Values;

/// <summary>Parses <c>[+-] digits [. digits] suffix</c> exactly, for texts of any length in bounded time.</summary>
internal static class QuantityParser
{
    private const string Allowed =
        "expected a number with an optional suffix: n, u, m, k, M, G, T, P, E, or Ki, Mi, Gi, Ti, Pi, Ei, or an exponent such as e3 (examples: 500m, 1.5Gi, 12e6)";

    // More digits than any amount in range can have; what lies beyond only decides whether to round up.
    private const int MaxDigits = 80;
    private const int NanoDigits = 9;

    private static readonly BigInteger MaxBinaryNanos = (BigInteger)long.MaxValue * Quantity.NanosPerUnit;
    private static readonly BigInteger MaxNanos = (BigInteger)Int128.MaxValue;

    /// <summary>Returns null and the quantity, or the reason why <paramref name="text"/> is none.</summary>
    public static string? TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        ReadOnlySpan<char> rest = text;
        var negative = rest.StartsWith('-');
        if (negative || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        var integer = TakeDigits(ref rest);
        ReadOnlySpan<char> fraction = default;
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        // Go's scanner lets "-" and "." pass as 0, against its own grammar; they are mistakes.
        if (integer.IsEmpty && fraction.IsEmpty)
        {
            return $"'{Excerpt.Of(text)}' is not a quantity: it has no digits; {Allowed}.";
        }

        if (!TryParseSuffix(rest, out var tenPower, out var twoPower, out var format))
        {
            return $"'{Excerpt.Of(text)}' is not a quantity: '{Excerpt.Of(rest)}' is not a suffix; {Allowed}.";
        }

        if (!TryScale(integer, fraction, tenPower, twoPower, out var nanos))
        {
            return $"'{Excerpt.Of(text)}' is not a quantity that this client can hold: amounts reach from -1.7e29 to 1.7e29.";
        }

        if (format is QuantityFormat.BinarySI)
        {
            nanos = BigInteger.Min(nanos, MaxBinaryNanos);
            format = nanos > 0 && nanos < Quantity.NanosPerUnit ? QuantityFormat.DecimalSI : format;
        }

        quantity = new Quantity((Int128)(negative ? -nanos : nanos), format, text);
        return null;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? rest.Length : length;
        var digits = rest[..length];
        rest = rest[length..];
        return digits;
    }

    private static bool TryParseSuffix(ReadOnlySpan<char> suffix, out int tenPower, out int twoPower, out QuantityFormat format)
    {
        (tenPower, twoPower, format) = suffix switch
        {
            "" => (0, 0, QuantityFormat.DecimalSI),
            "n" => (-9, 0, QuantityFormat.DecimalSI),
            "u" => (-6, 0, QuantityFormat.DecimalSI),
            "m" => (-3, 0, QuantityFormat.DecimalSI),
            "k" => (3, 0, QuantityFormat.DecimalSI),
            "M" => (6, 0, QuantityFormat.DecimalSI),
            "G" => (9, 0, QuantityFormat.DecimalSI),
            "T" => (12, 0, QuantityFormat.DecimalSI),
            "P" => (15, 0, QuantityFormat.DecimalSI),
            "E" => (18, 0, QuantityFormat.DecimalSI),
            "Ki" => (0, 10, QuantityFormat.BinarySI),
            "Mi" => (0, 20, QuantityFormat.BinarySI),
            "Gi" => (0, 30, QuantityFormat.BinarySI),
            "Ti" => (0, 40, QuantityFormat.BinarySI),
            "Pi" => (0, 50, QuantityFormat.BinarySI),
            "Ei" => (0, 60, QuantityFormat.BinarySI),
            _ => (0, 0, QuantityFormat.DecimalExponent),
        };
        if (format is not QuantityFormat.DecimalExponent)
        {
            return true;
        }

        return suffix[0] is 'e' or 'E' && int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out tenPower);
    }

    /// <summary>Computes <c>integer.fraction * 10^tenPower * 2^twoPower</c> in nanos, rounded up.</summary>
    private static bool TryScale(ReadOnlySpan<char> integer, ReadOnlySpan<char> fraction, int tenPower, int twoPower, out BigInteger nanos)
    {
        nanos = BigInteger.Zero;
        var digits = string.Concat(integer, fraction);
        var leadingZeros = digits.AsSpan().IndexOfAnyExcept('0');
        digits = digits.Trim('0');
        if (digits.Length == 0)
        {
            return true;
        }

        // The value is 0.DIGITS * 10^magnitude * 2^twoPower; the exponent of ten is widened, because texts choose it freely.
        var magnitude = (long)integer.Length - leadingZeros + tenPower;
        if (magnitude > MaxDigits)
        {
            nanos = MaxBinaryNanos;
            return twoPower > 0;
        }

        // Far below a nano even with the largest suffix: some resources, not none, as in Go.
        if (magnitude < -MaxDigits)
        {
            nanos = BigInteger.One;
            return true;
        }

        var kept = Math.Min(digits.Length, MaxDigits);
        var value = BigInteger.Parse(digits.AsSpan(0, kept), NumberStyles.None, CultureInfo.InvariantCulture) << twoPower;
        var exponent = (int)magnitude - kept + NanoDigits;
        var inexact = kept < digits.Length;
        if (exponent >= 0)
        {
            value *= BigInteger.Pow(10, exponent);
        }
        else
        {
            value = BigInteger.DivRem(value, BigInteger.Pow(10, -exponent), out var remainder);
            inexact |= !remainder.IsZero;
        }

        nanos = inexact ? value + 1 : value;
        return nanos <= MaxNanos || twoPower > 0;
    }
}
