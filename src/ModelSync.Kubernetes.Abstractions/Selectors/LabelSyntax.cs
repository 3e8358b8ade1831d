using System.Buffers;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>The rules of the API server for label keys and values; each error names the part that breaks one.</summary>
public static class LabelSyntax
{
    private const int MaxNameLength = 63;
    private const int MaxPrefixLength = 253;

    private const string NameRule = "must consist of letters, digits, '-', '_' or '.', and must start and end with a letter or digit";
    private const string PrefixRule = "must be a DNS subdomain: lower case letters, digits, '-' or '.', each part starting and ending with a letter or digit";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("-_.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> DnsCharacters = SearchValues.Create("-0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>Returns why <paramref name="key"/> is not a label key (<c>[prefix/]name</c>), or null if it is one.</summary>
    public static string? FindKeyError(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && key.IndexOf('/', slash + 1) >= 0)
        {
            return $"label key '{key}' has more than one '/': use name or prefix/name";
        }

        var error = (slash >= 0 ? FindPrefixError(key.AsSpan(0, slash)) : null) ?? FindNameError(key.AsSpan(slash + 1));
        return error is null ? null : $"label key '{key}': {error}";
    }

    /// <summary>Returns why <paramref name="value"/> is not a label value (empty, or up to 63 characters), or null if it is one.</summary>
    public static string? FindValueError(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > MaxNameLength)
        {
            return $"label value '{value}' must be no more than {MaxNameLength} characters, it has {value.Length}";
        }

        return value.Length == 0 || IsName(value) ? null : $"label value '{value}' {NameRule}, or be empty";
    }

    private static string? FindPrefixError(ReadOnlySpan<char> prefix)
    {
        if (prefix.IsEmpty)
        {
            return "the prefix part before '/' must not be empty";
        }

        if (prefix.Length > MaxPrefixLength)
        {
            return $"the prefix part must be no more than {MaxPrefixLength} characters, it has {prefix.Length}";
        }

        foreach (var part in prefix.Split('.'))
        {
            var label = prefix[part];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(DnsCharacters))
            {
                return $"the prefix part '{prefix}' {PrefixRule}";
            }
        }

        return null;
    }

    private static string? FindNameError(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "the name part must not be empty";
        }

        if (name.Length > MaxNameLength)
        {
            return $"the name part must be no more than {MaxNameLength} characters, it has {name.Length}";
        }

        return IsName(name) ? null : $"the name part '{name}' {NameRule}";
    }

    private static bool IsName(ReadOnlySpan<char> text) =>
        char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]) && !text.ContainsAnyExcept(NameCharacters);
}
