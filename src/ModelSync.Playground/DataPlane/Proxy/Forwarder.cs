using Microsoft.AspNetCore.Http;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>
/// Sends requests to the backends that their rule draws. A request that no server has seen goes to another endpoint instead, as Envoy does
/// when it cannot connect; one that a server may have seen is repeated only where the rule says so.
/// </summary>
internal sealed class Forwarder(ServiceTable services, Dice dice, TimeProvider time)
{
    private const int MostConnectFailures = 8;

    public async Task ForwardAsync(HttpContext context, RequestView request, RouteEntry entry)
    {
        using var deadline = Deadline.Start(entry.Rule.RequestTimeout, time, context.RequestAborted);
        try
        {
            var body = await ForwardedBody.OfAsync(context, entry.Rule.Retries.Attempts > 0, deadline.Token).ConfigureAwait(false);
            await ForwardAsync(new Exchange(context, request, entry, body, deadline)).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody wants an answer.
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            var reason = $"{entry.Rule.Title}: no whole answer within {entry.Rule.RequestTimeout}";
            await context.AnswerAsync(StatusCodes.Status504GatewayTimeout, reason).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or BadHttpRequestException)
        {
            await context.AnswerAsync(StatusCodes.Status502BadGateway, $"{entry.Rule.Title}: {e.Message}").ConfigureAwait(false);
        }
    }

    private async Task ForwardAsync(Exchange exchange)
    {
        var rule = exchange.Entry.Rule;
        var tried = new List<ServiceEndpoint>();
        for (var repeats = 0; ;)
        {
            if (rule.Backends.Pick(dice) is not { } backend)
            {
                await exchange.AnswerAsync(rule.MissingBackendStatus, "the rule has no backend with a weight above 0").ConfigureAwait(false);
                return;
            }

            if (backend.Problem is not null || services.Find(backend.Service, backend.Port) is not { } endpoints)
            {
                var reason = backend.Problem?.Message ?? $"there is no Service {backend.Service} with a port {backend.Port}";
                await exchange.AnswerAsync(rule.MissingBackendStatus, reason).ConfigureAwait(false);
                return;
            }

            var (attempt, lease) = await TryBackendAsync(exchange, backend, endpoints, tried).ConfigureAwait(false);
            using (lease)
            using (attempt.Response)
            {
                if (!exchange.MayRepeat(attempt, repeats))
                {
                    await FinishAsync(exchange, backend, attempt).ConfigureAwait(false);
                    return;
                }
            }

            repeats++;
        }
    }

    /// <summary>Tries the endpoints of a backend until one takes the request; which is told by the lease that comes along.</summary>
    private async Task<(Attempt Attempt, UpstreamLease? Lease)> TryBackendAsync(
        Exchange exchange,
        RouteBackend backend,
        EndpointList endpoints,
        List<ServiceEndpoint> tried)
    {
        var last = Attempt.NotSent($"Service {backend.Service} has no ready endpoint for port {backend.Port}");
        for (var failures = 0; failures < MostConnectFailures; failures++)
        {
            // Asked anew each time: the endpoint that could not be reached may be known to be gone by now.
            endpoints = services.Find(backend.Service, backend.Port) ?? endpoints;
            if (endpoints.Pick(dice, tried) is not { } endpoint)
            {
                break;
            }

            if (endpoint.Lease() is not { } lease)
            {
                continue;
            }

            var attempt = await SendAsync(exchange, backend, endpoint, lease).ConfigureAwait(false);
            if (attempt.Outcome is not AttemptOutcome.NotSent || !exchange.Body.IsWhole)
            {
                return (attempt, lease);
            }

            lease.Dispose();
            tried.Add(endpoint);
            last = attempt;
        }

        // A repetition may try them all again.
        tried.Clear();
        return (last, null);
    }

    private async Task<Attempt> SendAsync(Exchange exchange, RouteBackend backend, ServiceEndpoint endpoint, UpstreamLease lease)
    {
        try
        {
            return await exchange.SendAsync(backend, endpoint, lease, time).ConfigureAwait(false);
        }
        catch
        {
            // Its client has gone, or its time is over: there is no attempt to end the lease with.
            lease.Dispose();
            throw;
        }
    }

    private static async Task FinishAsync(Exchange exchange, RouteBackend backend, Attempt attempt)
    {
        switch (attempt.Outcome)
        {
            case AttemptOutcome.Answered:
                var changes = exchange.Entry.Rule.ResponseHeaders.Then(backend.ResponseHeaders);
                await ResponseCopy.RunAsync(attempt.Response!, exchange.Context, changes, exchange.Deadline.Token).ConfigureAwait(false);
                break;
            case AttemptOutcome.NotSent:
                await exchange.AnswerAsync(StatusCodes.Status503ServiceUnavailable, attempt.Reason).ConfigureAwait(false);
                break;
            case AttemptOutcome.TimedOut:
                await exchange.AnswerAsync(StatusCodes.Status504GatewayTimeout, attempt.Reason).ConfigureAwait(false);
                break;
            default:
                await exchange.AnswerAsync(StatusCodes.Status502BadGateway, attempt.Reason).ConfigureAwait(false);
                break;
        }
    }
}
