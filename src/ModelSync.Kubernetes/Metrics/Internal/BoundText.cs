using System.Globalization;
using System.Text;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// Writes a bucket's bound as Go's <c>%g</c> does, which both formats take as the canonical text; OpenMetrics also wants whole numbers to end in <c>.0</c>.
/// </summary>
internal static class BoundText
{
    public static string Of(double bound, bool openMetrics)
    {
        if (!double.IsFinite(bound))
        {
            return double.IsPositiveInfinity(bound) ? "+Inf" : double.IsNegativeInfinity(bound) ? "-Inf" : "NaN";
        }

        var (digits, point) = ShortestDigits(Math.Abs(bound));
        var text = new StringBuilder(bound < 0 ? "-" : "");
        if (point is < -3 or > 6)
        {
            AppendExponential(text, digits, point - 1);
        }
        else
        {
            AppendPlain(text, digits, point, openMetrics);
        }

        return text.ToString();
    }

    // The value is 0.DIGITS times ten to the power of Point.
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponent < 0 ? shortest : shortest[..exponent];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        return digits.Length == 0 ? ("0", 1) : (digits, 1 + int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
    }

    private static void AppendExponential(StringBuilder text, string digits, int exponent)
    {
        text.Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        text.Append(exponent < 0 ? "e-" : "e+").Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
    }

    private static void AppendPlain(StringBuilder text, string digits, int point, bool openMetrics)
    {
        if (point <= 0)
        {
            text.Append("0.").Append('0', -point).Append(digits);
        }
        else if (digits.Length > point)
        {
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
        }
        else
        {
            text.Append(digits).Append('0', point - digits.Length).Append(openMetrics ? ".0" : "");
        }
    }
}
