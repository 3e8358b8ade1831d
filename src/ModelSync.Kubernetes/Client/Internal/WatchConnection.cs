using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>An open watch: splits the answer into frames and reads each.</summary>
internal sealed class WatchConnection<T>(
    HttpResponseMessage response, ResourceCodec<T> codec, string request, TimeSpan limit, KubernetesClientOptions options, CancellationToken opening)
    : IWatch<T>
    where T : class, IKubernetesObject
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly long _opened = options.TimeProvider.GetTimestamp();
    private int _isEnumerated;

    public async IAsyncEnumerator<WatchEvent<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (Interlocked.Exchange(ref _isEnumerated, 1) == 1)
        {
            throw new InvalidOperationException("a watch is enumerated once; open another to go on");
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, opening, _disposed.Token);

        // The server ends a watch by itself: what outlives its deadline is a dead connection, however many bytes its pipes still hold.
        var remaining = limit - options.TimeProvider.GetElapsedTime(_opened);
        using var buffer = new StreamBuffer(request, limit, options.TimeProvider, ended.Token, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
        var frames = AnswerFormat.Of(response).ReadWatch(codec, buffer, options.MaxObjectBytes, request);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await MoveNextAsync(frames, stream, ended.Token, cancellationToken).ConfigureAwait(false))
            {
                yield return frames.Read();
            }

            if (frames.HasRest)
            {
                throw new KubernetesConnectionException($"{request}: the watch broke off in the middle of an event");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The token goes first: a read that is under way must not find its stream gone. It is left undisposed, because a reader may still link to it.
        await _disposed.CancelAsync().ConfigureAwait(false);
        response.Dispose();
    }

    private async ValueTask<bool> MoveNextAsync(WatchFrames<T> frames, Stream stream, CancellationToken ended, CancellationToken cancellationToken)
    {
        try
        {
            // Also while there are bytes to read from: whoever has lost the leadership must not be told more.
            ended.ThrowIfCancellationRequested();
            return await frames.MoveNextAsync(stream).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whose cancellation it was must not get lost in the linked token.
            cancellationToken.ThrowIfCancellationRequested();
            opening.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            throw;
        }
    }
}
