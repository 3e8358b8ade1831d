namespace ModelSync.Core;

/// <summary>Compares names, and keeps texts within the limits that the API server checks.</summary>
internal static class Text
{
    /// <summary>Whether both are the same name, or both none.</summary>
    public static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>At most <paramref name="limit"/> characters of a text; a pair of surrogates is not torn, because half of one comes back as another character.</summary>
    public static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
