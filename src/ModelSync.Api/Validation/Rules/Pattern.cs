using System.Text.RegularExpressions;

namespace ModelSync.Api.Validation.Rules;

/// <summary>A regular expression that a rule holds in CEL and in C#.</summary>
internal sealed class Pattern(string text)
{
    private Regex? _regex;

    /// <summary>Whether the pattern is found in a text.</summary>
    public bool Fits(string value) => (_regex ??= PatternCache.Of(text)).IsMatch(value);

    /// <summary>The expression.</summary>
    public override string ToString() => text;
}
