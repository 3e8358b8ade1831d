using System.Buffers;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>What may stand in paths: requests carry credentials, and must not be led to another path than the one they name.</summary>
internal static class PathRules
{
    private static readonly SearchValues<char> SubresourceChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/");
    private static readonly SearchValues<char> NameChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <exception cref="ArgumentException">It is no name of a subresource.</exception>
    public static string CheckSubresource(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.AsSpan().ContainsAnyExcept(SubresourceChars)
            ? throw new ArgumentException($"\"{name}\" cannot be a subresource: only letters, digits, \"-\" and \"/\" can stand in its name", nameof(name))
            : name;
    }

    /// <exception cref="ArgumentException">It is no name of a pod, service, namespace or port.</exception>
    public static string CheckName(string? name, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, what);
        return name is "." or ".." || name.AsSpan().ContainsAnyExcept(NameChars)
            ? throw new ArgumentException($"{what} \"{name}\" is none: only letters, digits, \"-\" and \".\" can stand in it", what)
            : name;
    }

    /// <summary>
    /// True where a path has a `..`, however it is disguised: escaped once or several times, with slashes that are escaped, or with backslashes.
    /// .NET, the API server and whatever stands between do not agree on which of these they resolve.
    /// </summary>
    public static bool HasParentSegment(string pathAndQuery)
    {
        var end = pathAndQuery.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? pathAndQuery : pathAndQuery[..end];
        for (var previous = string.Empty; !string.Equals(previous, path, StringComparison.Ordinal); path = Uri.UnescapeDataString(path))
        {
            previous = path;
            if (path.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
