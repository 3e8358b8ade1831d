namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What of a route cannot be served here. The first problem is told; the rest would only make the message long.</summary>
internal sealed class RouteProblems
{
    public string? First { get; private set; }

    public void Add(string field, string? value, string remedy) => First ??= value is null ? $"{field}: {remedy}" : $"{field} is \"{value}\": {remedy}";

    /// <summary>The duration; null for none, for zero, which means no limit, and for a text that is none.</summary>
    public TimeSpan? Duration(string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            Add(field, text, "write a duration such as 500ms, 10s or 1m30s.");
        }

        return duration == TimeSpan.Zero ? null : duration;
    }

    /// <summary>The match of a pattern; any text where the pattern is bad, which is a problem.</summary>
    public TextMatch Regex(string field, string pattern)
    {
        if (TextMatch.TryRegex(pattern) is { } match)
        {
            return match;
        }

        Add(field, pattern, "it is no regular expression of the kind that is matched in linear time (no look-around, no back-references).");
        return TextMatch.Any;
    }
}
