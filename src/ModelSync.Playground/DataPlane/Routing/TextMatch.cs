using System.Text.RegularExpressions;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What a text must be: equal, begin with, match a whole regular expression, or just be there.</summary>
internal sealed record TextMatch
{
    private readonly Regex? _regex;

    private TextMatch(TextMatchKind kind, string value, Regex? regex)
    {
        Kind = kind;
        Value = value;
        _regex = regex;
    }

    public static TextMatch Any { get; } = new(TextMatchKind.Any, "", regex: null);

    public TextMatchKind Kind { get; }

    public string Value { get; }

    public static TextMatch Exact(string value) => new(TextMatchKind.Exact, value, regex: null);

    public static TextMatch Prefix(string value) => new(TextMatchKind.Prefix, value, regex: null);

    /// <summary>Null where the pattern cannot be used.</summary>
    public static TextMatch? TryRegex(string pattern)
    {
        try
        {
            // As RE2, which gateways use: the whole text must match, in time that grows with the text alone.
            return new TextMatch(TextMatchKind.Regex, pattern, new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public bool Matches(string text) => Kind switch
    {
        TextMatchKind.Exact => string.Equals(text, Value, StringComparison.Ordinal),
        TextMatchKind.Prefix => text.StartsWith(Value, StringComparison.Ordinal),
        TextMatchKind.Regex => _regex!.IsMatch(text),
        _ => true,
    };
}
