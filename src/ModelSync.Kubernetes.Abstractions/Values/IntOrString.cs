using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Values;

/// <summary>
/// A 32-bit integer or a string, such as a port by number or name, or an absolute or relative number of replicas. It
/// remembers which: <c>"8080"</c> stays a string and <c>8080</c> a number.
/// </summary>
[JsonConverter(typeof(IntOrStringJsonConverter))]
public readonly struct IntOrString : IEquatable<IntOrString>
{
    private readonly string? _text;
    private readonly int _number;

    /// <summary>Creates an integer.</summary>
    public IntOrString(int number) => _number = number;

    /// <summary>Creates a string, also when <paramref name="text"/> looks like a number.</summary>
    public IntOrString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Whether this is a string.</summary>
    [MemberNotNullWhen(true, nameof(_text))]
    public bool IsString => _text is not null;

    /// <summary>Whether this is an integer.</summary>
    public bool IsInt => _text is null;

    /// <summary>Creates an integer.</summary>
    public static implicit operator IntOrString(int number) => new(number);

    /// <summary>Creates a string, also when <paramref name="text"/> looks like a number.</summary>
    public static implicit operator IntOrString(string text) => new(text);

    /// <summary>Whether both are of the same type and equal.</summary>
    public static bool operator ==(IntOrString left, IntOrString right) => left.Equals(right);

    /// <summary>Whether type or value differ.</summary>
    public static bool operator !=(IntOrString left, IntOrString right) => !left.Equals(right);

    /// <summary>Creates an integer.</summary>
    public static IntOrString FromInt32(int number) => new(number);

    /// <summary>Creates a string.</summary>
    public static IntOrString FromString(string text) => new(text);

    /// <summary>Creates an integer if <paramref name="text"/> is one, else a string: for flags and annotations, never for JSON.</summary>
    public static IntOrString Parse(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new(number) : new(text);

    /// <summary>Returns the integer; false for a string, also for one that looks like a number.</summary>
    public bool TryGetInt(out int number)
    {
        number = _number;
        return IsInt;
    }

    /// <summary>Returns the string; false for an integer.</summary>
    public bool TryGetString([NotNullWhen(true)] out string? text)
    {
        text = _text;
        return IsString;
    }

    /// <summary>
    /// Returns the integer itself, or the percentage of <paramref name="total"/>, rounded up or down; throws
    /// <see cref="FormatException"/> for a string that is no percentage.
    /// </summary>
    public int GetScaledValue(int total, bool roundUp)
    {
        if (!IsString)
        {
            return _number;
        }

        if (!_text.EndsWith('%')
            || !int.TryParse(_text.AsSpan(0, _text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent))
        {
            throw new FormatException($"'{Excerpt.Of(_text)}' is neither an integer nor a percentage: use a number such as 2 or a string such as \"25%\".");
        }

        (var scaled, var remainder) = Math.DivRem((long)percent * total, 100);
        if (remainder > 0 && roundUp)
        {
            scaled++;
        }
        else if (remainder < 0 && !roundUp)
        {
            scaled--;
        }

        return scaled is >= int.MinValue and <= int.MaxValue
            ? (int)scaled
            : throw new OverflowException($"{_text} of {total} does not fit into 32 bits.");
    }

    /// <summary>Whether <paramref name="other"/> is of the same type and equal.</summary>
    public bool Equals(IntOrString other) => _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IntOrString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsString ? StringComparer.Ordinal.GetHashCode(_text) : _number;

    /// <summary>Returns the string, or the integer as text.</summary>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);
}
