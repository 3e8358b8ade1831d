namespace ModelSync.Kubernetes.Config;

/// <summary>Values that travel in HTTP headers.</summary>
internal static class HeaderText
{
    /// <summary>True where the value holds no character that could end a header.</summary>
    public static bool IsSafe(string value) => !value.Any(char.IsControl);

    /// <summary>True where the value is a token that servers accept: visible ASCII without spaces.</summary>
    public static bool IsToken(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007E');
}
