using System.Collections.Immutable;
using System.Globalization;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>One condition of a <see cref="LabelQuery"/>; always valid, compared by content.</summary>
public sealed class LabelRequirement : IEquatable<LabelRequirement>
{
    private readonly long _bound;

    private LabelRequirement(string key, LabelOperator @operator, ImmutableArray<string> values)
    {
        Key = key;
        Operator = @operator;
        Values = values;
        if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan)
        {
            _ = TryParseInteger(values[0], out _bound);
        }
    }

    /// <summary>The key of the label.</summary>
    public string Key { get; }

    /// <summary>What is asked of the label.</summary>
    public LabelOperator Operator { get; }

    /// <summary>The operands, sorted and without duplicates; empty for <see cref="LabelOperator.Exists"/> and <see cref="LabelOperator.DoesNotExist"/>.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>Creates a requirement; throws <see cref="ArgumentException"/> that names the invalid part.</summary>
    public static LabelRequirement Create(string key, LabelOperator @operator, params IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(values);
        return TryCreate(key, @operator, values, out var error) ?? throw new ArgumentException(error, nameof(values));
    }

    /// <summary>Whether labels meet this requirement; <c>null</c> stands for an object without labels.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var exists = labels is not null && labels.TryGetValue(Key, out value);
        return Operator switch
        {
            LabelOperator.Equal or LabelOperator.In => exists && Values.Contains(value!, StringComparer.Ordinal),
            LabelOperator.NotEqual or LabelOperator.NotIn => !exists || !Values.Contains(value!, StringComparer.Ordinal),
            LabelOperator.Exists => exists,
            LabelOperator.DoesNotExist => !exists,
            LabelOperator.GreaterThan => exists && TryParseInteger(value!, out var number) && number > _bound,
            LabelOperator.LessThan => exists && TryParseInteger(value!, out var number) && number < _bound,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public bool Equals(LabelRequirement? other) =>
        other is not null && Operator == other.Operator && string.Equals(Key, other.Key, StringComparison.Ordinal)
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelRequirement);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Key, StringComparer.Ordinal);
        hash.Add(Operator);
        foreach (var value in Values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Returns the requirement in the syntax of <c>labelSelector=</c>.</summary>
    public override string ToString() => Operator switch
    {
        LabelOperator.Equal => $"{Key}={Values[0]}",
        LabelOperator.NotEqual => $"{Key}!={Values[0]}",
        LabelOperator.In => $"{Key} in ({string.Join(',', Values)})",
        LabelOperator.NotIn => $"{Key} notin ({string.Join(',', Values)})",
        LabelOperator.DoesNotExist => $"!{Key}",
        LabelOperator.GreaterThan => $"{Key}>{Values[0]}",
        LabelOperator.LessThan => $"{Key}<{Values[0]}",
        _ => Key,
    };

    /// <summary>Creates a requirement, or returns null and the reason.</summary>
    internal static LabelRequirement? TryCreate(string key, LabelOperator @operator, IEnumerable<string> values, out string? error)
    {
        ImmutableArray<string> sorted = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        error = LabelSyntax.FindKeyError(key) ?? FindCountError(key, @operator, sorted.Length) ?? FindOperandError(key, @operator, sorted);
        return error is null ? new LabelRequirement(key, @operator, sorted) : null;
    }

    private static string? FindCountError(string key, LabelOperator @operator, int count) => @operator switch
    {
        LabelOperator.In or LabelOperator.NotIn => count > 0 ? null : $"'{key}': {@operator} needs at least one value",
        LabelOperator.Exists or LabelOperator.DoesNotExist => count == 0 ? null : $"'{key}': {@operator} takes no values",
        LabelOperator.Equal or LabelOperator.NotEqual or LabelOperator.GreaterThan or LabelOperator.LessThan =>
            count == 1 ? null : $"'{key}': {@operator} takes exactly one value, it has {count}",
        _ => $"'{key}': {@operator} is not an operator of label queries",
    };

    private static string? FindOperandError(string key, LabelOperator @operator, ImmutableArray<string> values)
    {
        foreach (var value in values)
        {
            if (value is null)
            {
                return $"'{key}': a value is null";
            }

            if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan && !TryParseInteger(value, out _))
            {
                return $"'{key}': {@operator} needs an integer, '{value}' is none";
            }

            if (LabelSyntax.FindValueError(value) is { } error)
            {
                return $"'{key}': {error}";
            }
        }

        return null;
    }

    private static bool TryParseInteger(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
