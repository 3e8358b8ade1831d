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
        var text = value.Length > MaxLength ? value[..MaxLength] + "…" : value;
        return $"'{OneLine(text)}'";
    }

    /// <summary>A key as a part of a field's path: in quotes only where it needs them.</summary>
    public static string Key(string key) =>
        key.Length is > 0 and <= 64 && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '/' or '.') ? key : Value(key);

    /// <summary>The text with control, format and surrogate characters escaped.</summary>
    public static string OneLine(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            if (IsPlain(character))
            {
                text.Append(character);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

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
