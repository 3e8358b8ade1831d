namespace ModelSync.Kubernetes.Values;

/// <summary>Cuts input for error messages, so that a hostile text does not fill logs and statuses.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80;

    public static string Of(ReadOnlySpan<char> text) => text.Length > MaxLength ? $"{text[..MaxLength]}…" : text.ToString();
}
