using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using ModelSync.Playground.Faults.Effects;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>One request that something befalls.</summary>
internal sealed class FaultedExchange(
    HttpContext http, ApiRequest request, Caller caller, IReadOnlyList<Injection> injections, Forwarder forwarder, StaleLists lists, TimeProvider time)
{
    private const int LongestBody = 32 * 1024 * 1024;

    private readonly string _target = Forwarder.TargetOf(http);

    // What goes on is done on the way; at most one, the last, decides how it ends.
    private readonly Injection? _end = injections.FirstOrDefault(injection => !injection.Fault.GoesOn);

    private BodyPace Pace => injections.Select(injection => injection.Fault).OfType<Fault.SlowBody>().LastOrDefault() is { } slow
        ? BodyPace.Slow(slow.Bytes, slow.Every, time)
        : BodyPace.Full;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in injections.Select(injection => injection.Fault).OfType<Fault.Warning>())
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.Append("Warning", $"299 - \"{warning.Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
                return Task.CompletedTask;
            });
        }

        if (injections.Any(injection => injection.Fault is Fault.GoAway))
        {
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        await DelayAsync(LatencyPlace.Request, cancellationToken).ConfigureAwait(false);
        if (_end?.Fault is Fault.DroppedRequest dropped)
        {
            await AnswerCut.ApplyAsync(dropped.By, http, cancellationToken).ConfigureAwait(false);
        }
        else if (_end?.Fault is Fault.Error error && !(IsToldAsEvent(error) && error.After != default))
        {
            await RefuseAsync(error, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsToldAsEvent(Fault.Error error) =>
        request.IsWatch && (error.Form == ErrorForm.Event || (error is { Form: ErrorForm.Usual, Code: 410 }));

    private async Task RefuseAsync(Fault.Error error, CancellationToken cancellationToken)
    {
        await DelayAsync(LatencyPlace.Answer, cancellationToken).ConfigureAwait(false);
        await (IsToldAsEvent(error)
            ? ErrorAnswer.WriteEventAsync(http, ServerErrors.Of(error, request, request.Name), cancellationToken)
            : ErrorAnswer.WriteAsync(http, request, error, cancellationToken)).ConfigureAwait(false);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var key = _end is { Fault: Fault.StaleList } stale ? StaleLists.KeyOf(stale.RuleId, request, http) : (StaleLists.ListKey?)null;
        if (key is { } known && await lists.TryServeAsync(known, ((Fault.StaleList)_end!.Fault).From, request, http, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (_end is not null)
        {
            // What looks into a body must be able to read it.
            http.Request.Headers.AcceptEncoding = default;
        }

        using var answer = await forwarder.AskAsync(http, _target, caller, cancellationToken).ConfigureAwait(false);
        await DelayAsync(LatencyPlace.Answer, cancellationToken).ConfigureAwait(false);
        await GiveAsync(answer, key, cancellationToken).ConfigureAwait(false);
    }

    private async Task GiveAsync(HttpResponseMessage answer, StaleLists.ListKey? key, CancellationToken cancellationToken)
    {
        switch (_end?.Fault)
        {
            case Fault.LostAnswer lost:
                // Only an answer that is read to its end shows that the server has done all that it does.
                await DrainAsync(answer, cancellationToken).ConfigureAwait(false);
                await AnswerCut.ApplyAsync(lost.By, http, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.StaleList when await lists.RememberAsync(key!.Value, answer, cancellationToken).ConfigureAwait(false) is { } body:
                Forwarder.Begin(http, answer);
                http.Response.ContentLength = body.Length;
                await Pace.WriteAsync(body, http.Response, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.Malformed malformed when answer.IsSuccessStatusCode:
                await MalformAsync(answer, malformed.As, cancellationToken).ConfigureAwait(false);
                break;
            case { } fault when request.IsWatch && answer.IsSuccessStatusCode && fault is not Fault.StaleList:
                Forwarder.Begin(http, answer);
                await http.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
                await new FaultedWatch(http, request, new WatchPump(http, answer, Pace, time)).RunAsync(fault, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await Forwarder.AnswerAsync(http, answer, Pace, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task MalformAsync(HttpResponseMessage answer, MalformedBody malformed, CancellationToken cancellationToken)
    {
        // A watch has no end that could be waited for: its garbage is all there is of it.
        var body = request.IsWatch
            ? [.. "{\"type\":\"ADDED\",\"object\":{\"kind\n"u8]
            : await WholeBody.ReadAsync(answer, LongestBody, cancellationToken).ConfigureAwait(false);
        Forwarder.Begin(http, answer);
        var bad = malformed switch
        {
            MalformedBody.Html => LoadBalancerPage.Login,
            MalformedBody.Garbage => [.. Enumerable.Repeat((byte)0xFF, body.Length)],
            _ => body[..(body.Length / 2)],
        };
        var contentType = malformed == MalformedBody.Html ? LoadBalancerPage.ContentType : http.Response.ContentType ?? StatusFormat.Json;
        await ErrorAnswer.WriteAsync(http, contentType, bad, cancellationToken).ConfigureAwait(false);
    }

    private async Task DelayAsync(LatencyPlace place, CancellationToken cancellationToken)
    {
        foreach (var injection in injections.Where(injection => injection.Fault is Fault.Latency latency && latency.At == place))
        {
            await Task.Delay(injection.Delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // The answer to a watch has no end: its headers show that the server has accepted it.
    private async Task DrainAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!request.IsWatch)
        {
            var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                await body.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
