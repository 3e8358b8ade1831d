using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>
/// A condition on fields in the syntax of <c>fieldSelector=</c>, such as <c>metadata.name=x,status.phase!=Running</c>:
/// all requirements have to hold. Immutable, compared by content.
/// </summary>
public sealed class FieldQuery : IEquatable<FieldQuery>
{
    private FieldQuery(IEnumerable<FieldRequirement> requirements) =>
        Requirements = [.. requirements.OrderBy(static requirement => requirement.ToString(), StringComparer.Ordinal)];

    /// <summary>The query without requirements: it matches every object.</summary>
    public static FieldQuery Everything { get; } = new([]);

    /// <summary>The requirements, ordered by their text.</summary>
    public ImmutableArray<FieldRequirement> Requirements { get; }

    /// <summary>Whether there are no requirements, so that every object matches.</summary>
    public bool IsEmpty => Requirements.IsEmpty;

    /// <summary>Parses the syntax of <c>fieldSelector=</c>; throws <see cref="FormatException"/> that names the term.</summary>
    public static FieldQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var query, out var error) ? query : throw new FormatException(error);
    }

    /// <summary>Parses the syntax of <c>fieldSelector=</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldQuery? query, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        query = null;
        var requirements = new List<FieldRequirement>();
        foreach (var term in SplitTerms(text))
        {
            if (ParseTerm(term, out var reason) is not { } requirement)
            {
                error = $"field selector '{text}': {reason}";
                return false;
            }

            requirements.Add(requirement);
        }

        error = null;
        query = new FieldQuery(requirements);
        return true;
    }

    /// <summary>Adds: the field has this value.</summary>
    public FieldQuery Equal(string field, string value) => And(new FieldRequirement(field, FieldOperator.Equal, value));

    /// <summary>Adds: the field has another value.</summary>
    public FieldQuery NotEqual(string field, string value) => And(new FieldRequirement(field, FieldOperator.NotEqual, value));

    /// <summary>Adds a requirement.</summary>
    public FieldQuery And(FieldRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return new FieldQuery([.. Requirements, requirement]);
    }

    /// <summary>Whether <paramref name="fields"/> meet all requirements; an absent field counts as empty, as in apimachinery.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> fields) => Requirements.All(requirement => requirement.Matches(fields));

    /// <inheritdoc/>
    public bool Equals(FieldQuery? other) => other is not null && Requirements.AsSpan().SequenceEqual(other.Requirements.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldQuery);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var requirement in Requirements)
        {
            hash.Add(requirement);
        }

        return hash.ToHashCode();
    }

    /// <summary>Returns the canonical text for <c>fieldSelector=</c>; empty for <see cref="Everything"/>.</summary>
    public override string ToString() => string.Join(',', Requirements);

    // Splits at commas that are not escaped; the escapes stay in the terms. Empty terms count for nothing, as in apimachinery.
    private static IEnumerable<string> SplitTerms(string text)
    {
        var start = 0;
        var escaped = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ',' && !escaped)
            {
                if (i > start)
                {
                    yield return text[start..i];
                }

                start = i + 1;
            }

            escaped = text[i] == '\\' && !escaped;
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private static FieldRequirement? ParseTerm(string term, out string? error)
    {
        var position = term.AsSpan().IndexOf('=');
        if (position < 0)
        {
            error = $"cannot understand '{term}': use field=value or field!=value";
            return null;
        }

        var negated = position > 0 && term[position - 1] == '!';
        var field = term[..(negated ? position - 1 : position)];
        var valueStart = !negated && position + 1 < term.Length && term[position + 1] == '=' ? position + 2 : position + 1;
        error = FieldRequirement.FindFieldError(field);
        if (error is not null || Unescape(term.AsSpan(valueStart), out error) is not { } value)
        {
            return null;
        }

        return new FieldRequirement(field, negated ? FieldOperator.NotEqual : FieldOperator.Equal, value);
    }

    private static string? Unescape(ReadOnlySpan<char> escaped, out string? error)
    {
        error = null;
        var value = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] is '\\')
            {
                i++;
                if (i == escaped.Length || escaped[i] is not ('\\' or ',' or '='))
                {
                    error = $"the value '{escaped}' has an invalid escape: write \\\\, \\, or \\= for a backslash, comma or equals sign";
                    return null;
                }
            }
            else if (escaped[i] is '=')
            {
                error = $"the value '{escaped}' has an '=' that is not escaped: write \\=";
                return null;
            }

            value.Append(escaped[i]);
        }

        return value.ToString();
    }
}
