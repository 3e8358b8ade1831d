using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Makes the request for a backend out of the client's.</summary>
internal static class RequestMessages
{
    // The path goes on as it was sent: a dot or an escaped slash in it may mean something to the backend.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpRequestMessage Create(
        HttpContext context,
        RequestView request,
        RouteEntry entry,
        RouteBackend backend,
        ServiceEndpoint endpoint,
        ForwardedBody body)
    {
        var path = entry.Rule.PathRewrite?.Apply(request.Path, entry.Match.Path) ?? request.Path;
        var host = endpoint.Address.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Address}]" : endpoint.Address;
        var uri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{endpoint.Port}{path}{request.Query}"), in AsItIs);
        var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), uri)
        {
            Version = entry.Rule.IsGrpc ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body.IsEmpty ? null : body.ToContent(),
        };
        CopyHeaders(HeadersFor(context, entry.Rule, backend), message);
        message.Headers.Host = entry.Rule.HostRewrite ?? context.Request.Host.Value;
        if (entry.Rule.IsGrpc)
        {
            message.Headers.TryAddWithoutValidation("TE", "trailers");
        }

        return message;
    }

    // A copy: the client's own headers are needed again when another backend is tried.
    private static HeaderDictionary HeadersFor(HttpContext context, RouteRule rule, RouteBackend backend)
    {
        var headers = new HeaderDictionary(context.Request.Headers.Count + 2);
        foreach (var (name, values) in context.Request.Headers)
        {
            headers[name] = values;
        }

        headers.Append("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
        headers["X-Forwarded-Proto"] = "http";
        rule.RequestHeaders.Then(backend.RequestHeaders).Apply(headers);
        return headers;
    }

    private static void CopyHeaders(HeaderDictionary headers, HttpRequestMessage message)
    {
        var isHop = HopHeaders.Of(headers);
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(':') || isHop(name) || string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
    }
}
