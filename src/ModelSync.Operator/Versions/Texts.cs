namespace ModelSync.Operator.Versions;

/// <summary>Keeps texts within the limits that the API server checks.</summary>
internal static class Texts
{
    /// <summary>At most <paramref name="limit"/> characters; a pair of surrogates is not torn, because half of one comes back as another character.</summary>
    public static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, length), "…");
    }

    /// <summary>The first few of some texts, and how many there are besides.</summary>
    public static string Some(IReadOnlyCollection<string> texts, string separator, int most)
    {
        var more = texts.Count - most;
        return $"{string.Join(separator, texts.Take(most))}{(more > 0 ? $"{separator}and {more} more" : null)}";
    }

    /// <summary>A sentence with one full stop.</summary>
    public static string Sentence(string text) => text.EndsWith('.') ? text : $"{text}.";
}
