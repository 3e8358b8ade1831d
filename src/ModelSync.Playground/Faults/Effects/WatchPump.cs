using Microsoft.AspNetCore.Http;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Passes the events of a watch on until the moment at which something befalls it.</summary>
internal sealed class WatchPump(HttpContext http, HttpResponseMessage answer, BodyPace pace, TimeProvider time)
{
    private readonly WatchFrames _frames = WatchFrames.Of(answer);

    /// <summary>The format of the events.</summary>
    public bool IsProtobuf => _frames.IsProtobuf;

    /// <summary>Passes everything on but bookmarks.</summary>
    public Task WithoutBookmarksAsync(CancellationToken cancellationToken) =>
        PassAsync(frame => !_frames.IsBookmark(frame.Span), int.MaxValue, cancellationToken);

    /// <summary>Passes events on until the point; false where the watch has ended before.</summary>
    public async Task<bool> UntilAsync(WatchPoint point, CancellationToken cancellationToken)
    {
        if (point.Time is not { } limit)
        {
            return await PassAsync(static _ => true, point.Events, cancellationToken).ConfigureAwait(false);
        }

        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await PassAsync(static _ => true, int.MaxValue, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>Passes events on until the point, and then the first half of the next one.</summary>
    public async Task UntilHalfAsync(WatchPoint point, CancellationToken cancellationToken)
    {
        var (passed, opened) = (0, time.GetTimestamp());
        await foreach (var frame in FramesAsync(cancellationToken).ConfigureAwait(false))
        {
            var isBookmark = _frames.IsBookmark(frame.Span);
            if (!isBookmark && (point.Time is { } limit ? time.GetElapsedTime(opened) >= limit : passed >= point.Events))
            {
                await pace.WriteAsync(frame[..(frame.Length / 2)], http.Response, cancellationToken).ConfigureAwait(false);
                return;
            }

            passed += isBookmark ? 0 : 1;
            await pace.WriteAsync(frame, http.Response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> PassAsync(Func<ReadOnlyMemory<byte>, bool> mayPass, int most, CancellationToken cancellationToken)
    {
        var passed = 0;
        if (most == 0)
        {
            return true;
        }

        await foreach (var frame in FramesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (mayPass(frame))
            {
                await pace.WriteAsync(frame, http.Response, cancellationToken).ConfigureAwait(false);
            }

            passed += _frames.IsBookmark(frame.Span) ? 0 : 1;
            if (passed >= most)
            {
                return true;
            }
        }

        return false;
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> FramesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await foreach (var frame in _frames.ReadAsync(body, cancellationToken).ConfigureAwait(false))
            {
                yield return frame;
            }
        }
    }
}
