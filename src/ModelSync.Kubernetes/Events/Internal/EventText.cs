namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Cuts texts to what the API server takes.</summary>
internal static class EventText
{
    public const int MaxMessage = 1024;
    public const int MaxWord = 128;

    public static string Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text ?? string.Empty;
        }

        // Not through the middle of a character.
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
