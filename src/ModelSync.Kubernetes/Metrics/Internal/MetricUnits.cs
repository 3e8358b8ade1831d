using System.Collections.Frozen;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Spells out the units that instruments name in UCUM, as metric names have them.</summary>
internal static class MetricUnits
{
    private static readonly FrozenDictionary<string, string> Plural = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tebibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Singular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The unit as the end of a metric's name; empty for what counts things.</summary>
    public static string Words(string? unit, bool isPlainGauge)
    {
        var bare = WithoutAnnotations(unit ?? "");
        if (bare is "" or "1")
        {
            // A share is told by a gauge; a counter or an up-down counter with the unit "1" counts things. "{thing}" is an annotation and no unit.
            return bare.Length > 0 && isPlainGauge ? "ratio" : "";
        }

        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Clean(Plural.GetValueOrDefault(bare, bare));
        }

        var (upper, lower) = (bare[..slash], bare[(slash + 1)..]);
        var per = Clean(Singular.GetValueOrDefault(lower, lower));
        var of = upper is "" or "1" ? "" : Clean(Plural.GetValueOrDefault(upper, upper));
        return per.Length == 0 ? of : of.Length == 0 ? "per_" + per : of + "_per_" + per;
    }

    private static string Clean(string words) =>
        words.Any(char.IsAsciiLetterOrDigit) ? MetricNames.Sanitized("x_" + words, allowColon: false)[2..].Trim('_') : "";

    private static string WithoutAnnotations(string unit)
    {
        while (unit.IndexOf('{', StringComparison.Ordinal) is var open && open >= 0 && unit.IndexOf('}', open) is var close && close > open)
        {
            unit = unit.Remove(open, close - open + 1);
        }

        return unit.Trim();
    }
}
