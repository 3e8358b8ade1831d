using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What of a request decides its route.</summary>
internal sealed class RequestView
{
    private readonly IHeaderDictionary _headers;
    private Dictionary<string, Microsoft.Extensions.Primitives.StringValues>? _query;

    public RequestView(string method, string host, string target, IHeaderDictionary headers)
    {
        _headers = headers;
        Method = method;
        Host = HostOf(host);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        Path = question < 0 ? target : target[..question];
        Query = question < 0 ? "" : target[question..];
    }

    public string Method { get; }

    /// <summary>In lower case, without a port.</summary>
    public string Host { get; }

    /// <summary>The path as it was sent: nothing is decoded.</summary>
    public string Path { get; }

    /// <summary>With its question mark; empty where there is none.</summary>
    public string Query { get; }

    /// <summary>Whether the client called this machine rather than a name that routes could tell apart.</summary>
    public bool IsForLoopback => Host is "localhost" or "127.0.0.1" or "[::1]" or "";

    /// <summary>Repeated headers as one, as RFC 9110 reads them; null where there is none.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out var values) ? string.Join(',', values.AsEnumerable()) : null;

    /// <summary>The first of the name, as the Gateway API has it; null where there is none.</summary>
    public string? QueryParameter(string name)
    {
        _query ??= QueryHelpers.ParseNullableQuery(Query) ?? [];
        return _query.TryGetValue(name, out var values) ? values[0] ?? "" : null;
    }

    private static string HostOf(string authority)
    {
        // A colon inside of brackets belongs to an IPv6 address.
        var colon = authority.LastIndexOf(':');
        var host = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return host.ToLowerInvariant();
    }
}
