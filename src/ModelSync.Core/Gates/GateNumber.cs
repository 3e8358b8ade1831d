using System.Globalization;

namespace ModelSync.Core.Gates;

/// <summary>Decimals of gates as text, and sums and products that stop at the ends of the range instead of throwing.</summary>
internal static class GateNumber
{
    private const int SignificantDigits = 6;
    private const int LeastDecimals = 3;
    private const int MostDecimals = 28;
    private const string Format = "0.############################";

    /// <summary>Reads a decimal as gates write it; null where it is missing or none.</summary>
    public static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Six significant digits, but never less than the whole number and three decimals.</summary>
    public static string Text(decimal value) => decimal.Round(value, Decimals(Math.Abs(value))).ToString(Format, CultureInfo.InvariantCulture);

    public static decimal Product(decimal left, decimal right)
    {
        var (a, b) = (Math.Abs(left), Math.Abs(right));
        if (b > 1 && a > decimal.MaxValue / b)
        {
            return left < 0 == right < 0 ? decimal.MaxValue : decimal.MinValue;
        }

        return left * right;
    }

    public static decimal Sum(decimal left, decimal right)
    {
        if (right > 0 && left > decimal.MaxValue - right)
        {
            return decimal.MaxValue;
        }

        return right < 0 && left < decimal.MinValue - right ? decimal.MinValue : left + right;
    }

    private static int Decimals(decimal value)
    {
        var decimals = SignificantDigits;
        for (; value >= 1 && decimals > LeastDecimals; value /= 10)
        {
            decimals--;
        }

        for (; value is > 0 and < 0.1m && decimals < MostDecimals; value *= 10)
        {
            decimals++;
        }

        return decimals;
    }
}
