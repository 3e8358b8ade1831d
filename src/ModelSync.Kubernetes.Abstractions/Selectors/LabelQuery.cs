using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>
/// A condition on labels in the syntax of <c>labelSelector=</c>, such as
/// <c>app=web,tier in (front,back),!canary</c>: all requirements have to hold. Immutable, compared by content.
/// </summary>
/// <remarks>
/// Build one with <see cref="Parse"/>, from the wire type with <see cref="From(LabelSelector?)"/>, or fluently:
/// <c>LabelQuery.Everything.Equal("app", "web").Exists("release")</c>.
/// </remarks>
public sealed class LabelQuery : IEquatable<LabelQuery>
{
    private LabelQuery(IEnumerable<LabelRequirement> requirements) =>
        // Stable, so that requirements on one key keep their order.
        Requirements = [.. requirements.OrderBy(static requirement => requirement.Key, StringComparer.Ordinal)];

    /// <summary>The query without requirements: it matches every object.</summary>
    public static LabelQuery Everything { get; } = new([]);

    /// <summary>
    /// A query that matches no object, here or at a server. It is a contradiction rather than a special value:
    /// apimachinery prints its Nothing as an empty string, which a server reads as everything.
    /// </summary>
    public static LabelQuery Nothing { get; } = Everything.Exists("nothing").DoesNotExist("nothing");

    /// <summary>The requirements, ordered by key.</summary>
    public ImmutableArray<LabelRequirement> Requirements { get; }

    /// <summary>Whether there are no requirements, so that every object matches.</summary>
    public bool IsEmpty => Requirements.IsEmpty;

    /// <summary>Parses the syntax of <c>labelSelector=</c>; throws <see cref="FormatException"/> that says what was found and expected.</summary>
    public static LabelQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var query, out var error) ? query : throw new FormatException(error);
    }

    /// <summary>Parses the syntax of <c>labelSelector=</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LabelQuery? query, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new LabelQueryParser(text);
        var requirements = parser.Parse(out var reason);
        query = requirements is null ? null : new LabelQuery(requirements.Value);
        error = reason is null ? null : $"label selector '{text}': {reason}";
        return query is not null;
    }

    /// <summary>Converts the wire type: null matches nothing, an empty selector everything; throws <see cref="FormatException"/> if it is invalid.</summary>
    public static LabelQuery From(LabelSelector? selector)
    {
        if (selector is null)
        {
            return Nothing;
        }

        var requirements = new List<LabelRequirement>();
        foreach ((var key, var value) in selector.MatchLabels ?? [])
        {
            requirements.Add(CreateFrom("matchLabels", key, LabelOperator.Equal, [value]));
        }

        foreach (var expression in selector.MatchExpressions ?? [])
        {
            requirements.Add(CreateFrom("matchExpressions", expression.Key, OperatorOf(expression), expression.Values ?? []));
        }

        return new LabelQuery(requirements);
    }

    /// <summary>Returns the query for objects that have all of <paramref name="labels"/>; throws <see cref="ArgumentException"/> for an invalid label.</summary>
    public static LabelQuery FromLabels(IEnumerable<KeyValuePair<string, string>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new LabelQuery(labels.Select(static label => LabelRequirement.Create(label.Key, LabelOperator.Equal, label.Value)));
    }

    /// <summary>Adds: the label has this value.</summary>
    public LabelQuery Equal(string key, string value) => And(LabelRequirement.Create(key, LabelOperator.Equal, value));

    /// <summary>Adds: the label has another value or is absent.</summary>
    public LabelQuery NotEqual(string key, string value) => And(LabelRequirement.Create(key, LabelOperator.NotEqual, value));

    /// <summary>Adds: the label has one of these values.</summary>
    public LabelQuery In(string key, params IEnumerable<string> values) => And(LabelRequirement.Create(key, LabelOperator.In, values));

    /// <summary>Adds: the label has none of these values or is absent.</summary>
    public LabelQuery NotIn(string key, params IEnumerable<string> values) => And(LabelRequirement.Create(key, LabelOperator.NotIn, values));

    /// <summary>Adds: the label is present.</summary>
    public LabelQuery Exists(string key) => And(LabelRequirement.Create(key, LabelOperator.Exists));

    /// <summary>Adds: the label is absent.</summary>
    public LabelQuery DoesNotExist(string key) => And(LabelRequirement.Create(key, LabelOperator.DoesNotExist));

    /// <summary>Adds: the label is an integer above <paramref name="bound"/>, which may not be negative.</summary>
    public LabelQuery GreaterThan(string key, long bound) => And(LabelRequirement.Create(key, LabelOperator.GreaterThan, TextOf(bound)));

    /// <summary>Adds: the label is an integer below <paramref name="bound"/>, which may not be negative.</summary>
    public LabelQuery LessThan(string key, long bound) => And(LabelRequirement.Create(key, LabelOperator.LessThan, TextOf(bound)));

    /// <summary>Adds a requirement.</summary>
    public LabelQuery And(LabelRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(requirement);
        return new LabelQuery([.. Requirements, requirement]);
    }

    /// <summary>Adds the requirements of <paramref name="other"/>.</summary>
    public LabelQuery And(LabelQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LabelQuery([.. Requirements, .. other.Requirements]);
    }

    /// <summary>Whether <paramref name="labels"/> meet all requirements; <c>null</c> stands for an object without labels.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the one value that the label must have, if the query asks for exactly one: what an index can be asked for.</summary>
    public bool TryGetExactValue(string key, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (var requirement in Requirements)
        {
            if (requirement.Operator is LabelOperator.Equal or LabelOperator.In && requirement.Values.Length == 1
                && string.Equals(requirement.Key, key, StringComparison.Ordinal))
            {
                value = requirement.Values[0];
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(LabelQuery? other) => other is not null && Requirements.AsSpan().SequenceEqual(other.Requirements.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelQuery);

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

    /// <summary>Returns the canonical text for <c>labelSelector=</c>, ordered by key; empty for <see cref="Everything"/>.</summary>
    public override string ToString() => string.Join(',', Requirements);

    private static LabelRequirement CreateFrom(string field, string key, LabelOperator @operator, IEnumerable<string> values) =>
        LabelRequirement.TryCreate(key, @operator, values, out var error) ?? throw new FormatException($"{field}: {error}.");

    private static LabelOperator OperatorOf(LabelSelectorRequirement expression) => expression.Operator switch
    {
        LabelSelectorRequirement.In => LabelOperator.In,
        LabelSelectorRequirement.NotIn => LabelOperator.NotIn,
        LabelSelectorRequirement.Exists => LabelOperator.Exists,
        LabelSelectorRequirement.DoesNotExist => LabelOperator.DoesNotExist,
        _ => throw new FormatException($"matchExpressions: '{expression.Key}' has the operator '{expression.Operator}': use In, NotIn, Exists or DoesNotExist."),
    };

    private static string TextOf(long bound) => bound.ToString(CultureInfo.InvariantCulture);
}
