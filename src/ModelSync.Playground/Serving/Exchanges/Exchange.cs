using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.Serving.Metrics;
using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving.Exchanges;

/// <summary>One request and its answer.</summary>
internal sealed class Exchange(ModelServer server, HttpContext context, TimeProvider time, int mostRequestBytes)
{
    /// <summary>What logs call a request whose client went away, as nginx does.</summary>
    private const int ClientClosed = 499;
    private const int LongestTarget = 256;

    private readonly long _start = time.GetTimestamp();
    private readonly ServingBehavior _behavior = server.Behavior;
    private string _route = Plan.NoRoute;
    private bool _counted;

    private CancellationToken Aborted => context.RequestAborted;

    public async Task RunAsync()
    {
        if (_behavior.Hangs)
        {
            await HangAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            await AnswerAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, or the server has died.
            if (!_counted)
            {
                Log(ClientClosed);
            }
        }
    }

    private async Task AnswerAsync()
    {
        ServingRequest request;
        try
        {
            var body = await RequestBody.ReadAsync(context.Request, mostRequestBytes, Aborted).ConfigureAwait(false);
            request = new ServingRequest(context.Request.Method, context.Request.Path.Value ?? "/", body);
        }
        catch (BadHttpRequestException e)
        {
            await ReplyAsync(server.Protocol.Errors.Error(e.StatusCode, e.Message)).ConfigureAwait(false);
            return;
        }

        var plan = Route(request);
        _route = plan.Route;
        await (plan.Inference is { } inference ? InferAsync(inference) : ReplyAsync(plan.Reply!)).ConfigureAwait(false);
    }

    private Plan Route(ServingRequest request) => string.Equals(request.Path, server.Protocol.MetricsPath, StringComparison.Ordinal)
        ? server.Protocol.Errors.Get(request, request.Path, () => new ServingReply(200, MetricText.ContentType, server.WriteMetrics()))
        : server.Protocol.Route(server.Model(_behavior), request);

    private async Task InferAsync(Inference inference)
    {
        var draw = server.Draw(_behavior);
        server.BeginInference();
        var pace = new Pace(time, _start, draw.Latency, inference.GeneratedTokens);
        var finished = false;
        try
        {
            await (inference.Stream is null ? pace.UntilEndAsync(Aborted) : pace.UntilTokenAsync(0, Aborted)).ConfigureAwait(false);
            if (draw.Fails || inference.Stream is null)
            {
                finished = true;
                Finish(inference, draw.Fails ? InferenceOutcome.Failed : InferenceOutcome.Succeeded, pace);
                await ReplyAsync(draw.Fails ? inference.Failure : inference.Answer!).ConfigureAwait(false);
                return;
            }

            await StreamAsync(inference.Stream, pace).ConfigureAwait(false);
            finished = true;
            Finish(inference, InferenceOutcome.Succeeded, pace);
            Count(StatusCodes.Status200OK);
            await context.Response.BodyWriter.WriteAsync(inference.Stream.Ending, Aborted).ConfigureAwait(false);
        }
        finally
        {
            if (!finished)
            {
                Finish(inference, InferenceOutcome.Abandoned, pace);
            }
        }
    }

    // Counted before it is sent: who has the answer finds it in the metrics.
    private void Finish(Inference inference, InferenceOutcome outcome, Pace pace)
    {
        server.EndInference();
        server.Metrics.Finished(new FinishedInference(inference, _route, outcome, Elapsed(), pace.FirstToken(Elapsed())));
    }

    private async Task StreamAsync(TokenStream stream, Pace pace)
    {
        Begin(StatusCodes.Status200OK, "text/event-stream; charset=utf-8");
        context.Response.Headers.CacheControl = "no-cache";
        if (!stream.Opening.IsEmpty)
        {
            await context.Response.BodyWriter.WriteAsync(stream.Opening, Aborted).ConfigureAwait(false);
        }

        for (var token = 0; token < stream.Count; token++)
        {
            await pace.UntilTokenAsync(token, Aborted).ConfigureAwait(false);
            await context.Response.BodyWriter.WriteAsync(stream.Token(token), Aborted).ConfigureAwait(false);
        }

        await pace.UntilEndAsync(Aborted).ConfigureAwait(false);
    }

    private async Task ReplyAsync(ServingReply reply)
    {
        Begin(reply.Status, reply.ContentType);
        var response = context.Response;
        response.ContentLength = reply.Body.Length;
        if (reply.Allow is not null)
        {
            response.Headers.Allow = reply.Allow;
        }

        Count(reply.Status);
        if (!reply.Body.IsEmpty && !HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(reply.Body, Aborted).ConfigureAwait(false);
        }
    }

    private void Begin(int status, string? contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers[ModelHeaders.Version] = server.Identity.Version;
        context.Response.Headers[ModelHeaders.Model] = server.Identity.Model;
        context.Response.Headers[ModelHeaders.Runtime] = server.Identity.Runtime.ToString();
        if (server.IsDraining)
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private void Count(int status)
    {
        _counted = true;
        server.Metrics.Answered(new AnsweredRequest(context.Request.Method, _route, status, Elapsed()));
        Log(status);
    }

    private void Log(int status)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        server.Write(context.Request.Method, target.Length <= LongestTarget ? target : target[..LongestTarget] + "…", status, Elapsed());
    }

    private TimeSpan Elapsed() => time.GetElapsedTime(_start);

    // A client that closes its half of the connection still gets nothing.
    private async Task HangAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, Aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
