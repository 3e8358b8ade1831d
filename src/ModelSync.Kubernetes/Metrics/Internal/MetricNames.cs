using System.Text;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Turns OpenTelemetry's names into Prometheus' by the rules of OpenTelemetry's compatibility specification.</summary>
internal static class MetricNames
{
    private const string TotalSuffix = "_total";

    /// <summary>
    /// The name of an instrument's family, with its unit and, as OpenMetrics wants families, without <c>_total</c>; and the unit, where the name ends in it.
    /// </summary>
    public static (string Name, string? Unit) Family(string name, string? unit, InstrumentShape shape)
    {
        var family = Sanitized(name, allowColon: true);
        if (shape.Kind == MetricKind.Counter && family.Length > TotalSuffix.Length && family.EndsWith(TotalSuffix, StringComparison.Ordinal))
        {
            family = family[..^TotalSuffix.Length];
        }

        var words = MetricUnits.Words(unit, isPlainGauge: shape is { Kind: MetricKind.Gauge, IsAdditive: false });
        if (words.Length == 0)
        {
            return (family, null);
        }

        if (!family.EndsWith("_" + words, StringComparison.Ordinal))
        {
            family = family.EndsWith('_') ? family + words : family + "_" + words;
        }

        return (family, words);
    }

    /// <summary>The name of a label. No name comes to begin with two underscores, which Prometheus keeps for itself.</summary>
    public static string Label(string tag) => Sanitized(tag, allowColon: false);

    /// <summary>The name with every other character, and every row of them, as one underscore; never empty, and never with a digit first.</summary>
    public static string Sanitized(string name, bool allowColon)
    {
        if (IsClean(name, allowColon))
        {
            return name;
        }

        var clean = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            if (clean.Length == 0 && char.IsAsciiDigit(character))
            {
                clean.Append('_');
            }

            if (char.IsAsciiLetterOrDigit(character) || (allowColon && character == ':'))
            {
                clean.Append(character);
            }
            else if (clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append('_');
            }
        }

        return clean.Length == 0 ? "_" : clean.ToString();
    }

    private static bool IsClean(string name, bool allowColon)
    {
        var last = '\0';
        foreach (var character in name)
        {
            var fits = char.IsAsciiLetter(character) || (allowColon && character == ':')
                || (character == '_' && last != '_') || (char.IsAsciiDigit(character) && last != '\0');
            if (!fits)
            {
                return false;
            }

            last = character;
        }

        return name.Length > 0;
    }
}
