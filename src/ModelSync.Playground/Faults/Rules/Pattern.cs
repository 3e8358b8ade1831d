namespace ModelSync.Playground.Faults.Rules;

/// <summary>A name, several with commas between them, or names with <c>*</c> for any characters.</summary>
public sealed record Pattern
{
    private readonly string[] _alternatives;

    /// <summary>A pattern; the text must not be empty.</summary>
    public Pattern(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Text = text;
        _alternatives = text.Split(',');
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether a name is meant; none never is.</summary>
    public bool Matches(string? name) => name is not null && Array.Exists(_alternatives, alternative => Matches(alternative, name));

    /// <summary>Whether one of several names of the same thing is meant.</summary>
    public bool MatchesAny(string first, string second) => Matches(first) || Matches(second);

    /// <inheritdoc/>
    public bool Equals(Pattern? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Greedy with one step back to the last star: linear in all but contrived cases, and never exponential.
    private static bool Matches(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, n);
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }
}
