namespace ModelSync.Playground.Serving.Exchanges;

/// <summary>When an inference has what: the first token after half of its latency, the others and the end spread evenly over the rest.</summary>
internal sealed class Pace(TimeProvider time, long start, TimeSpan latency, int tokens)
{
    private TimeSpan? _firstToken;

    public Task UntilEndAsync(CancellationToken cancellationToken) => UntilAsync(latency, cancellationToken);

    public async Task UntilTokenAsync(int token, CancellationToken cancellationToken)
    {
        await UntilAsync((latency / 2) + (latency / 2 * token / Math.Max(1, tokens)), cancellationToken).ConfigureAwait(false);
        _firstToken ??= time.GetElapsedTime(start);
    }

    /// <summary>When the first token was there: what was seen of a stream, otherwise what it would have been.</summary>
    public TimeSpan FirstToken(TimeSpan duration) => _firstToken ?? (tokens > 0 ? duration / 2 : duration);

    private async Task UntilAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        var rest = offset - time.GetElapsedTime(start);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
