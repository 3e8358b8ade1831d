using System.Text.RegularExpressions;

namespace ModelSync.Api.Validation.Rules;

/// <summary>A regular expression that a rule holds in CEL and in C#. It runs in linear time here too, as RE2 does: what it reads comes from strangers.</summary>
internal sealed class Pattern(string text)
{
    private readonly Lazy<Regex> _regex = new(() =>
        new Regex(text, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant));

    /// <summary>Whether the pattern is found in a text.</summary>
    public bool Fits(string value) => _regex.Value.IsMatch(value);

    /// <summary>The expression.</summary>
    public override string ToString() => text;
}
