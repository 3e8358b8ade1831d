using Microsoft.AspNetCore.Http;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>A request on its way, however many endpoints it takes.</summary>
internal sealed record Exchange(HttpContext Context, RequestView Request, RouteEntry Entry, ForwardedBody Body, Deadline Deadline)
{
    public Task AnswerAsync(int status, string reason) => Context.AnswerAsync(status, $"{Entry.Rule.Title}: {reason}");

    /// <summary>Whether the rule has the request sent once more after this.</summary>
    public bool MayRepeat(Attempt attempt, int repeats)
    {
        var retries = Entry.Rule.Retries;
        return repeats < retries.Attempts && Body.IsWhole && attempt.Outcome switch
        {
            AttemptOutcome.Answered => retries.Covers((int)attempt.Response!.StatusCode),
            AttemptOutcome.NotSent => true,
            _ => retries.OnReset,
        };
    }

    public async Task<Attempt> SendAsync(RouteBackend backend, ServiceEndpoint endpoint, UpstreamLease lease, TimeProvider time)
    {
        var rule = Entry.Rule;
        var message = RequestMessages.Create(Context, Request, Entry, backend, endpoint, Body);
        using var perTry = Deadline.Start(rule.Retries.PerTryTimeout ?? rule.BackendTimeout, time, Deadline.Token);
        try
        {
            return Attempt.Answered(await lease.SendAsync(message, perTry.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (perTry.HasPassed && !Deadline.Token.IsCancellationRequested)
        {
            return Attempt.TimedOut($"{endpoint} of Service {backend.Service} gave no answer within {rule.Retries.PerTryTimeout ?? rule.BackendTimeout}");
        }
        catch (HttpRequestException e) when (!Deadline.Token.IsCancellationRequested)
        {
            var reason = $"{endpoint} of Service {backend.Service}: {e.InnerException?.Message ?? e.Message}";
            return e.HttpRequestError is HttpRequestError.ConnectionError ? Attempt.NotSent(reason) : Attempt.Broken(reason);
        }
    }
}
