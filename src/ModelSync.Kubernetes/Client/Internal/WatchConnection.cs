using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>An open watch: splits the answer into lines and reads each.</summary>
internal sealed class WatchConnection<T>(
    HttpResponseMessage response, ResourceCodec<T> codec, string request, TimeSpan limit, KubernetesClientOptions options) : IWatch<T>
    where T : class, IKubernetesObject
{
    private int _isEnumerated;

    public async IAsyncEnumerator<WatchEvent<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isEnumerated, 1) == 1)
        {
            throw new InvalidOperationException("a watch is enumerated once; open another to go on");
        }

        // The server ends a watch by itself: what outlives its deadline is a dead connection, however many bytes its pipes still hold.
        using var buffer = new StreamBuffer(request, limit, options.TimeProvider, cancellationToken, isIdleLimit: false);
        var frames = new WatchFrameReader<T>(codec, request);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var lines = new LineSplitter(buffer, options.MaxObjectBytes);
            while (await lines.MoveNextAsync(stream).ConfigureAwait(false))
            {
                var watchEvent = lines.IsOversized ? frames.ReadOversized(lines.Current, options.MaxObjectBytes) : frames.Read(lines.Current);
                lines.Release();
                yield return watchEvent;
            }

            if (lines.HasRest)
            {
                throw new KubernetesConnectionException($"{request}: the watch broke off in the middle of an event");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
