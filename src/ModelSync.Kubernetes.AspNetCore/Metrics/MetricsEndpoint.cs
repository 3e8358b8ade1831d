using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ModelSync.Kubernetes.Metrics;

namespace ModelSync.Kubernetes.AspNetCore.Metrics;

/// <summary>Answers scrapers, and not more of them at once than allowed: each one costs a look at every series.</summary>
internal sealed class MetricsEndpoint
{
    private readonly IMetricsExposition _exposition;
    private readonly MetricsEndpointOptions _options;
    private int _underWay;

    public MetricsEndpoint(IMetricsExposition exposition, MetricsEndpointOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentScrapes, 1, nameof(options));
        (_exposition, _options) = (exposition, options);
    }

    public async Task HandleAsync(HttpContext context)
    {
        var accept = context.Request.Headers.Accept.ToString();
        var response = context.Response;
        response.ContentType = _exposition.ContentType(accept);
        response.Headers.Vary = HeaderNames.Accept;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _underWay) > _options.MaxConcurrentScrapes)
            {
                var limit = _options.MaxConcurrentScrapes.ToString(CultureInfo.InvariantCulture);
                await RefuseAsync(response, $"{limit} scrapes are under way, and no more are allowed at once: try again later.").ConfigureAwait(false);
                return;
            }

            await WriteAsync(context, accept).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task WriteAsync(HttpContext context, string accept)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _options.TimeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            await _exposition.WriteAsync(context.Response.Body, accept, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (context.Response.HasStarted)
            {
                // A text that just ended here would pass for whole, and its missing series for gone.
                context.Abort();
                return;
            }

            await RefuseAsync(context.Response, "The metrics could not be collected in time: an observable instrument hangs.").ConfigureAwait(false);
        }
    }

    private static async Task RefuseAsync(HttpResponse response, string reason)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.RetryAfter = "1";
        await response.WriteAsync(reason + "\n", response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
