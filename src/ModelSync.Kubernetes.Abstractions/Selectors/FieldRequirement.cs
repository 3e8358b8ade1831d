using System.Buffers;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>One condition of a <see cref="FieldQuery"/>; always valid, compared by content.</summary>
public sealed record FieldRequirement
{
    private static readonly SearchValues<char> NotInFields = SearchValues.Create("=!,\\ \t\r\n");

    /// <summary>Creates a requirement; throws <see cref="ArgumentException"/> for a path that the syntax cannot express.</summary>
    public FieldRequirement(string field, FieldOperator @operator, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        if (FindFieldError(field) is { } error)
        {
            throw new ArgumentException(error, nameof(field));
        }

        Field = field;
        Operator = @operator;
        Value = value;
    }

    /// <summary>The path of the field, such as <c>metadata.name</c>; which ones can be asked for is up to the server and the kind.</summary>
    public string Field { get; }

    /// <summary>What is asked of the field.</summary>
    public FieldOperator Operator { get; }

    /// <summary>The value, not escaped.</summary>
    public string Value { get; }

    /// <summary>Whether <paramref name="fields"/> meet this requirement; an absent field counts as empty, as in apimachinery.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var equal = string.Equals(fields.GetValueOrDefault(Field, string.Empty), Value, StringComparison.Ordinal);
        return equal == (Operator is FieldOperator.Equal);
    }

    /// <summary>Returns the requirement in the syntax of <c>fieldSelector=</c>, with <c>\</c>, <c>,</c> and <c>=</c> in the value escaped.</summary>
    public override string ToString() => $"{Field}{(Operator is FieldOperator.Equal ? "=" : "!=")}{Escape(Value)}";

    internal static string? FindFieldError(string field) =>
        field.Length == 0 ? "the field before the operator is empty"
        : field.AsSpan().ContainsAny(NotInFields) ? $"the field '{field}' contains a blank or one of = ! , \\"
        : null;

    private static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal)
        .Replace("=", @"\=", StringComparison.Ordinal);
}
