using System.Globalization;
using System.Text;

namespace ModelSync.Kubernetes.Config;

/// <summary>Values of a configuration as errors show them: quoted, on one line, and never long.</summary>
internal static class Quoted
{
    private const int MaxLength = 128;

    /// <summary>The value in quotes, with control characters escaped so that it cannot forge lines in a log.</summary>
    public static string Value(string value)
    {
        var text = new StringBuilder("'");
        foreach (var character in value.AsSpan(0, Math.Min(value.Length, MaxLength)))
        {
            if (char.IsControl(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                text.Append(character);
            }
        }

        return text.Append(value.Length > MaxLength ? "…'" : "'").ToString();
    }

    /// <summary>The names in quotes, for "known are …".</summary>
    public static string Names(IEnumerable<string> names)
    {
        var known = names.Take(11).Select(Value).ToList();
        return known.Count switch
        {
            0 => "(none)",
            11 => string.Join(", ", known.Take(10)) + ", …",
            _ => string.Join(", ", known),
        };
    }

    /// <summary>The address in quotes, unless it may carry a password.</summary>
    public static string Address(string value) => value.Contains('@', StringComparison.Ordinal) ? "(not shown: it may hold a password)" : Value(value);
}
