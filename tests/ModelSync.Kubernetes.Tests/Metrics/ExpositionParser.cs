namespace ModelSync.Kubernetes.Tests.Metrics;

/// <summary>
/// Reads both text formats by their grammars and refuses everything beside them: what a scraper forgives is an error here. Written from the formats'
/// specifications, without a look at the writer.
/// </summary>
internal static class ExpositionParser
{
    /// <summary>The families in their order; throws <see cref="FormatException"/>.</summary>
    public static IReadOnlyList<ParsedFamily> Parse(string text, bool openMetrics)
    {
        var lines = Lines(text, openMetrics);
        var families = new List<ParsedFamily>();
        for (var at = 0; at < lines.Count;)
        {
            var reader = new FamilyReader(openMetrics);
            while (at < lines.Count && reader.TryTake(lines[at]))
            {
                at++;
            }

            families.Add(reader.Finish());
        }

        ExpositionRules.Check(families, openMetrics);
        return families;
    }

    private static List<string> Lines(string text, bool openMetrics)
    {
        if (text.Length == 0 && !openMetrics)
        {
            return [];
        }

        if (!text.EndsWith('\n'))
        {
            throw new FormatException("The last line has no end.");
        }

        var lines = text[..^1].Split('\n').ToList();
        if (openMetrics)
        {
            if (lines[^1] != "# EOF")
            {
                throw new FormatException("The text does not end in # EOF.");
            }

            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Contains("") ? throw new FormatException("There is an empty line.") : lines;
    }
}
