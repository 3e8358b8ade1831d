using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Answers with an error instead of the server.</summary>
internal static class ErrorAnswer
{
    public static async Task WriteAsync(HttpContext http, ApiRequest request, Fault.Error error, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = error.Code;
        if (error.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        switch (error.Shape)
        {
            case ErrorShape.Html:
                await WriteAsync(http, LoadBalancerPage.ContentType, LoadBalancerPage.Of(error.Code), cancellationToken).ConfigureAwait(false);
                break;
            case ErrorShape.Text:
                var line = (error.Message ?? TextOf(error, request)) + "\n";
                http.Response.Headers.XContentTypeOptions = "nosniff";
                await WriteAsync(http, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(line), cancellationToken).ConfigureAwait(false);
                break;
            default:
                var name = request.Name ?? await NameInBody.ReadAsync(http.Request, cancellationToken).ConfigureAwait(false);
                await WriteStatusAsync(http, ServerErrors.Of(error, request, name), cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Answers with a Status, in the format that was asked for.</summary>
    public static Task WriteStatusAsync(HttpContext http, ApiStatus status, CancellationToken cancellationToken)
    {
        var asProtobuf = StatusFormat.WantsProtobuf(http.Request.Headers.Accept);
        http.Response.StatusCode = status.Code ?? 500;
        http.Response.Headers.CacheControl = "no-cache, private";
        if (status.Details?.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(http, asProtobuf ? StatusFormat.Protobuf : StatusFormat.Json, StatusFormat.Write(status, asProtobuf), cancellationToken);
    }

    /// <summary>Answers a watch with nothing but the event that ends it.</summary>
    public static Task WriteEventAsync(HttpContext http, ApiStatus status, CancellationToken cancellationToken)
    {
        var asProtobuf = StatusFormat.WantsProtobuf(http.Request.Headers.Accept);
        http.Response.Headers.CacheControl = "no-cache, private";
        http.Response.ContentType = asProtobuf ? StatusFormat.Protobuf + ";stream=watch" : StatusFormat.Json;
        return http.Response.Body.WriteAsync(StatusFormat.WriteEvent(status, asProtobuf), cancellationToken).AsTask();
    }

    public static async Task WriteAsync(HttpContext http, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string TextOf(Fault.Error error, ApiRequest request) => ServerErrors.Of(error, request, request.Name).Message ?? "";
}
