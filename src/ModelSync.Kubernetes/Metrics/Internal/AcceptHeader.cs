using System.Globalization;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>Chooses between the formats by an HTTP Accept header.</summary>
internal static class AcceptHeader
{
    /// <summary>
    /// Whether the header asks for OpenMetrics 1.0.0 by name, and for nothing else more: whoever takes anything, or nothing that we have, gets the old text
    /// format, which everyone can read.
    /// </summary>
    public static bool PrefersOpenMetrics(string? accept)
    {
        double openMetrics = 0, plain = 0;
        var plainMatch = 0;
        foreach (var range in Split(accept ?? "", ','))
        {
            var (type, version, quality) = Parse(range);
            if (Is(type, "application/openmetrics-text") && version is null or "1.0.0" && quality > openMetrics)
            {
                openMetrics = quality;
            }

            // The range that fits best tells how much a type is wanted, whatever wider ranges say.
            var match = Is(type, "text/plain") && version is null or "0.0.4" ? 3 : Is(type, "text/*") ? 2 : Is(type, "*/*") ? 1 : 0;
            if (match > plainMatch || (match == plainMatch && match > 0 && quality > plain))
            {
                (plain, plainMatch) = (quality, match);
            }
        }

        return openMetrics > 0 && openMetrics >= plain;
    }

    private static (string Type, string? Version, double Quality) Parse(string range)
    {
        var parts = Split(range, ';');
        string? version = null;
        var quality = 1d;
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals].Trim(), part[(equals + 1)..].Trim().Trim('"'));
            if (Is(name, "version"))
            {
                version = value;
            }
            else if (Is(name, "q"))
            {
                var isNumber = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
                quality = isNumber && number <= 1 ? number : 0;
            }
        }

        return (parts[0], version, quality);
    }

    // A quoted value may have the separator within.
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == separator && !isQuoted)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    private static bool Is(string text, string expected) => string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
