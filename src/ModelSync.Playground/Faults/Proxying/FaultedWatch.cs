using Microsoft.AspNetCore.Http;
using ModelSync.Playground.Faults.Effects;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>An open watch that something befalls.</summary>
internal sealed class FaultedWatch(HttpContext http, ApiRequest request, WatchPump pump)
{
    public async Task RunAsync(Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.NoBookmarks:
                await pump.WithoutBookmarksAsync(cancellationToken).ConfigureAwait(false);
                break;
            case Fault.StuckWatch stuck:
                await pump.UntilAsync(stuck.After, cancellationToken).ConfigureAwait(false);
                await AnswerCut.SilenceAsync(http, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.DroppedWatch { By: WatchCut.HalfLine } half:
                await pump.UntilHalfAsync(half.After, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.DroppedWatch dropped:
                await pump.UntilAsync(dropped.After, cancellationToken).ConfigureAwait(false);
                Cut(dropped.By);
                break;
            case Fault.Error error when await pump.UntilAsync(error.After, cancellationToken).ConfigureAwait(false):
                var bytes = StatusFormat.WriteEvent(ServerErrors.Of(error, request, request.Name), pump.IsProtobuf);
                await http.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private void Cut(WatchCut cut)
    {
        if (cut == WatchCut.Reset)
        {
            AnswerCut.ResetConnection(http);
        }
        else if (cut == WatchCut.Stream)
        {
            AnswerCut.ResetStream(http);
        }
    }
}
