using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.Network;

/// <summary>Headers that are meant for the next hop alone and never passed on.</summary>
internal static class HopHeaders
{
    // "Expect" is answered here: the body is asked for when a backend takes it.
    private static readonly FrozenSet<string> Fixed = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
            "HTTP2-Settings", "Expect",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that may not be passed on: the fixed ones, and those that "Connection" lists.</summary>
    public static Func<string, bool> Of(IHeaderDictionary headers)
    {
        if (headers.Connection.Count == 0 || headers.Connection is ["keep-alive" or "close"])
        {
            return Fixed.Contains;
        }

        var listed = headers.Connection
            .SelectMany(static value => value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return name => Fixed.Contains(name) || listed.Contains(name);
    }

    public static bool IsFixed(string name) => Fixed.Contains(name);
}
