using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Api.Versions;

/// <summary>
/// A range of versions: conditions separated by spaces, all of which have to hold, such as <c>^2.3</c>, <c>&gt;=1.2 &lt;3</c>,
/// <c>~1.4.2 data&gt;=7</c> or <c>*</c>.
/// </summary>
/// <remarks>
/// As with npm and Cargo, ^ keeps the first number that is not 0, ~ keeps major and minor, and a pre-release is in a range only if a
/// condition names a pre-release of the same major.minor.patch. The data version counts in conditions on data alone.
/// </remarks>
public sealed class VersionRange : IEquatable<VersionRange>
{
    /// <summary>The most characters of a range.</summary>
    public const int MaxLength = 100;

    private readonly string _text;
    private readonly IReadOnlyList<VersionBound> _bounds;

    internal VersionRange(string text, IReadOnlyList<VersionBound> bounds)
    {
        _text = text;
        _bounds = bounds;
    }

    /// <summary>Parses a range; throws <see cref="FormatException"/> with the value and the remedy when the text is none.</summary>
    public static VersionRange Parse(string text) => TryParse(text, out var range, out var error) ? range : throw new FormatException(error);

    /// <summary>Parses a range; <paramref name="error"/> names the value and the remedy when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionRange? range, [NotNullWhen(false)] out string? error)
    {
        range = VersionRangeParser.Parse(text ?? string.Empty, out error);
        return error is null && range is not null;
    }

    /// <summary>Whether <paramref name="version"/> meets all conditions.</summary>
    public bool Contains(SemanticVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return _bounds.All(bound => bound.Holds(version)) && (version.PreRelease is null || _bounds.Any(bound => bound.Names(version)));
    }

    /// <inheritdoc />
    public bool Equals(VersionRange? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc />
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that was parsed.</summary>
    public override string ToString() => _text;
}
