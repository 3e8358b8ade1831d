using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Asks a cluster again and again whether it is there: at a steady pace, at once when a connection was seen to end, and ever less often while it is not.</summary>
internal sealed class ClusterMonitor(ClusterRegistryOptions options, ClientExchange exchange, ClusterLink link, ClientSlot slot, RuntimeServices services)
{
    // However many connections end at once or one after the other.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = services.TimeProvider;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = _time.GetTimestamp();
            await AskAsync(cancellationToken).ConfigureAwait(false);
            if (link.Current.IsAnother)
            {
                await WaitForExchangeAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await PauseAsync(began, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var mark = link.BeginProbe();
        var failure = await exchange.EnsureClientAsync(cancellationToken).ConfigureAwait(false);
        var asked = slot.Current;
        var result = failure ?? await exchange.ProbeAsync(asked!.Client, cancellationToken).ConfigureAwait(false);

        // What an exchanged client has found says nothing about the present one.
        link.Change(
            connection => ReferenceEquals(asked, slot.Current) ? connection.AfterProbe(result, options.FailuresUntilUnreachable, _time.GetUtcNow()) : connection,
            mark);
    }

    private async Task WaitForExchangeAsync(CancellationToken cancellationToken)
    {
        // The caches keep what they have of the cluster that was meant, and hear nothing of the other one.
        if (slot.Current is { } another)
        {
            await another.EndWatchesAsync().ConfigureAwait(false);
        }

        await link.WaitAsync(connection => !connection.IsAnother, cancellationToken).ConfigureAwait(false);
    }

    private async Task PauseAsync(long began, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(link.Current.NextProbe(options, services.Jitter()), _time, ended.Token);
        var nudge = link.WaitForNudgeAsync(ended.Token);
        var first = await Task.WhenAny(pause, nudge).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(pause, nudge).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();

        var left = LeastPause - _time.GetElapsedTime(began);
        if (first == nudge && left > TimeSpan.Zero)
        {
            await Task.Delay(left, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
