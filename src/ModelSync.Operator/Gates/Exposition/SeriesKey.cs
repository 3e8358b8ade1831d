using System.Text;

namespace ModelSync.Operator.Gates.Exposition;

/// <summary>The name and labels of a series; the order of the labels does not matter.</summary>
internal sealed class SeriesKey : IEquatable<SeriesKey>
{
    private readonly string _text;

    /// <summary>A key of these labels, which become its own.</summary>
    public SeriesKey(string name, KeyValuePair<string, string>[] labels)
    {
        Array.Sort(labels, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        (Name, Labels, _text) = (name, labels, TextOf(name, labels));
    }

    /// <summary>The name of the sample, with its suffix.</summary>
    public string Name { get; }

    /// <summary>The labels, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; }

    /// <summary>The value of a label; null without it.</summary>
    public string? this[string label]
    {
        get
        {
            foreach (var (name, value) in Labels)
            {
                if (string.Equals(name, label, StringComparison.Ordinal))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>The labels without the bound of a bucket: what the series of one histogram have in common.</summary>
    public string Group() => TextOf(string.Empty, Labels.Where(static label => label.Key is not "le"));

    /// <inheritdoc/>
    public bool Equals(SeriesKey? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SeriesKey);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <inheritdoc/>
    public override string ToString() => _text;

    // Control characters part the fields, so that no value can look like two.
    private static string TextOf(string name, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var text = new StringBuilder(name);
        foreach (var (label, value) in labels)
        {
            text.Append('\u0001').Append(label).Append('\u0002').Append(value);
        }

        return text.ToString();
    }
}
