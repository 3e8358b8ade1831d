using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSync.Api.Versions;

/// <summary>
/// The version of a model: MAJOR.MINOR.PATCH, optionally -pre.release, optionally +data.N for the version of the training data.
/// </summary>
/// <remarks>
/// Ordered by major, minor, patch, pre-release (as semver.org says) and data; no data comes before data.0. This is a total order, unlike
/// semver's own, which ignores what follows the plus. There is one text for each version and one version for each text, and both forms
/// without a plus can be told apart: that is why <c>-data.</c> may not occur, and why no part of a pre-release begins or ends with a hyphen.
/// </remarks>
public sealed class SemanticVersion : IEquatable<SemanticVersion>, IComparable<SemanticVersion>, IComparable
{
    /// <summary>The most characters of a version.</summary>
    public const int MaxLength = 50;

    private readonly string _text;

    internal SemanticVersion(long major, long minor, long patch, string? preRelease = null, long? data = null)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        PreRelease = preRelease;
        Data = data;
        _text = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}")
            + (preRelease is null ? null : $"-{preRelease}")
            + (data is null ? null : string.Create(CultureInfo.InvariantCulture, $"+data.{data}"));
    }

    /// <summary>Rises with a breaking change.</summary>
    public long Major { get; }

    /// <summary>Rises with an addition.</summary>
    public long Minor { get; }

    /// <summary>Rises with a change that callers do not see in the schema.</summary>
    public long Patch { get; }

    /// <summary>The identifiers of the pre-release, joined by dots.</summary>
    public string? PreRelease { get; }

    /// <summary>The version of the training data.</summary>
    public long? Data { get; }

    /// <summary>Whether the left version comes before the right one.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => Compare(left, right) < 0;

    /// <summary>Whether the left version comes after the right one.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => Compare(left, right) > 0;

    /// <summary>Whether the left version does not come after the right one.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => Compare(left, right) <= 0;

    /// <summary>Whether the left version does not come before the right one.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => Compare(left, right) >= 0;

    /// <summary>Whether both versions are the same.</summary>
    public static bool operator ==(SemanticVersion? left, SemanticVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the versions differ.</summary>
    public static bool operator !=(SemanticVersion? left, SemanticVersion? right) => !(left == right);

    /// <summary>Parses a version; throws <see cref="FormatException"/> with the value and the remedy when the text is none.</summary>
    public static SemanticVersion Parse(string text) => TryParse(text, out var version, out var error) ? version : throw new FormatException(error);

    /// <summary>Parses a version; <paramref name="error"/> names the value and the remedy when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version, [NotNullWhen(false)] out string? error)
    {
        version = SemanticVersionParser.Parse(text ?? string.Empty, out error);
        return error is null && version is not null;
    }

    /// <summary>Returns the version as a label value: 2.3.1_data.7.</summary>
    public string ToLabelValue() => _text.Replace('+', '_');

    /// <summary>Returns the name of the ModelVersion of this version of <paramref name="model"/>: fraud-detector-2.3.1-data.7.</summary>
    public string ToObjectName(string model) => $"{model}-{_text.Replace('+', '-')}";

    /// <inheritdoc />
    public int CompareTo(SemanticVersion? other)
    {
        var order = ComparePrecedence(other);
        return order != 0 ? order : (Data ?? -1).CompareTo(other!.Data ?? -1);
    }

    /// <inheritdoc />
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        SemanticVersion other => CompareTo(other),
        _ => throw new ArgumentException($"A version cannot be compared with a {obj.GetType()}.", nameof(obj)),
    };

    /// <inheritdoc />
    public bool Equals(SemanticVersion? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SemanticVersion);

    /// <inheritdoc />
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The one text of this version.</summary>
    public override string ToString() => _text;

    /// <summary>Compares all but the data version, as semver does.</summary>
    internal int ComparePrecedence(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = CompareCore(other);
        return order != 0 ? order : PreReleaseOrder.Compare(PreRelease, other.PreRelease);
    }

    /// <summary>Compares major, minor and patch alone.</summary>
    internal int CompareCore(SemanticVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    private static int Compare(SemanticVersion left, SemanticVersion right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo(right);
    }
}
