using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Finds the rule of a request and does what it says.</summary>
internal sealed class RequestHandler(Forwarder forwarder)
{
    public Task HandleAsync(HttpContext context)
    {
        var listener = context.Features.GetRequiredFeature<ProxyListener>();
        var target = TargetOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (target is null)
        {
            return context.AnswerAsync(StatusCodes.Status400BadRequest, "the request names no path");
        }

        var request = new RequestView(context.Request.Method, context.Request.Host.Value ?? "", target, context.Request.Headers);
        if (listener.Table.Find(request) is not { } entry)
        {
            return context.AnswerAsync(StatusCodes.Status404NotFound, $"no rule matches {request.Method} {request.Path} for host \"{request.Host}\"");
        }

        if (entry.Rule.Redirect is not { } redirect)
        {
            return forwarder.ForwardAsync(context, request, entry);
        }

        context.Response.StatusCode = redirect.StatusCode;
        context.Response.Headers.Location = redirect.LocationFor(request, context.Request.Host.Value ?? "", entry.Match.Path);
        entry.Rule.ResponseHeaders.Apply(context.Response.Headers);
        return Task.CompletedTask;
    }

    /// <summary>The path and query as they were sent, also of the absolute form that proxies are asked with; null for `*` and authorities.</summary>
    private static string? TargetOf(string raw)
    {
        if (raw.StartsWith('/'))
        {
            return raw;
        }

        var authority = raw.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
        {
            return null;
        }

        var path = raw.AsSpan(authority + 3).IndexOfAny('/', '?');
        return path < 0 ? "/" : raw[authority + 3 + path] is '?' ? $"/{raw[(authority + 3 + path)..]}" : raw[(authority + 3 + path)..];
    }
}
