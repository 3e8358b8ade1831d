namespace ModelSync.Core;

/// <summary>Keeps texts within the limits that the API server checks.</summary>
internal static class Text
{
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
