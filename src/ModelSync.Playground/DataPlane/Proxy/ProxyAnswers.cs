using System.Text;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>The answers that come from the proxy itself; they say so.</summary>
internal static class ProxyAnswers
{
    /// <summary>The header of answers that no backend gave.</summary>
    public const string Header = "x-playground-answer";

    public static async Task AnswerAsync(this HttpContext context, int status, string reason)
    {
        if (context.Response.HasStarted)
        {
            // A whole answer can't be had any more, and half of one must not look whole.
            context.Abort();
            return;
        }

        var body = Encoding.UTF8.GetBytes($"modelsync-playground: {reason}\n");
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers[Header] = "data-plane";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
