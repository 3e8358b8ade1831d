using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Gives a backend's answer to the client.</summary>
internal static class ResponseCopy
{
    public static async Task RunAsync(HttpResponseMessage from, HttpContext context, HeaderChanges changes, CancellationToken cancellationToken)
    {
        var to = context.Response;
        to.StatusCode = (int)from.StatusCode;
        if (context.Features.Get<IHttpResponseFeature>() is { } response)
        {
            response.ReasonPhrase = from.ReasonPhrase;
        }

        CopyHeaders(from, to.Headers);
        changes.Apply(to.Headers);

        var body = await from.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await StreamCopy.RunAsync(body, to.Body, cancellationToken).ConfigureAwait(false);
        }

        if (to.SupportsTrailers())
        {
            foreach (var (name, values) in from.TrailingHeaders)
            {
                to.AppendTrailer(name, values.ToArray());
            }
        }
    }

    private static void CopyHeaders(HttpResponseMessage from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.Headers.NonValidated)
        {
            if (!HopHeaders.IsFixed(name) && !from.Headers.Connection.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                to[name] = values.ToArray();
            }
        }

        foreach (var (name, values) in from.Content.Headers.NonValidated)
        {
            to[name] = values.ToArray();
        }
    }
}
