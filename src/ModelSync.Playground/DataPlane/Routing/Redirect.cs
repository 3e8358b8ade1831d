using System.Globalization;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>Where a client is sent instead of an answer; what is null stays as the client asked.</summary>
internal sealed record Redirect
{
    public string? Scheme { get; init; }

    public string? Host { get; init; }

    public PathRewrite? Path { get; init; }

    public int? Port { get; init; }

    public int StatusCode { get; init; } = 302;

    /// <summary>The address to send the client to. A scheme without a port means the scheme's own port.</summary>
    public string LocationFor(RequestView request, string authority, PathMatch match)
    {
        var scheme = Scheme ?? "http";
        var host = Host ?? request.Host;
        var colon = authority.LastIndexOf(':');
        var own = Host is null && Scheme is null && colon > authority.LastIndexOf(']') ? authority[(colon + 1)..] : null;
        var port = Port?.ToString(CultureInfo.InvariantCulture) ?? own;
        var isDefault = port is null || (scheme, port) is ("http", "80") or ("https", "443");
        var path = Path?.Apply(request.Path, match) ?? request.Path;
        return $"{scheme}://{host}{(isDefault ? "" : $":{port}")}{path}{request.Query}";
    }
}
