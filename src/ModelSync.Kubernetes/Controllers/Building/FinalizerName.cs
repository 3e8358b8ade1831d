using System.Buffers;

namespace ModelSync.Kubernetes.Controllers.Building;

/// <summary>What the API server takes for a finalizer of one's own: a domain, which says whose it is, and a name.</summary>
internal static class FinalizerName
{
    private const int LongestDomain = 253;
    private const int LongestName = 63;

    private static readonly SearchValues<char> InDomains = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> InNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool IsValid(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash is > 0 and <= LongestDomain && IsDomain(text.AsSpan(0, slash)) && IsName(text.AsSpan(slash + 1));
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        foreach (var label in text.Split('.'))
        {
            if (!IsFramed(text[label]) || text[label].ContainsAnyExcept(InDomains))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<char> text) => text.Length <= LongestName && IsFramed(text) && !text.ContainsAnyExcept(InNames);

    private static bool IsFramed(ReadOnlySpan<char> text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
}
