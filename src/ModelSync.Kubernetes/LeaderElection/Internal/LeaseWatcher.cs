using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>
/// Lets a follower see a release at once. It is a convenience: where watching is not granted or fails, polling alone keeps all promises, and it is tried again
/// less and less often.
/// </summary>
internal sealed class LeaseWatcher(LeaderContext context, LeaseStore store, LeaseView view)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(2);

    /// <summary>Watches until it is told to stop; never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var delay = context.Options.RetryPeriod;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(cancellationToken).ConfigureAwait(false);
                delay = context.Options.RetryPeriod;
            }
            catch (Exception exception)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                delay = 2 * delay < LongestDelay ? 2 * delay : LongestDelay;
                LeaderLog.NotWatched(context.Logger, context.Key, delay, exception.Message);
            }

            await context.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var watch = await store.WatchAsync(cancellationToken).ConfigureAwait(false);
        await using (((IAsyncDisposable)watch).ConfigureAwait(false))
        {
            await foreach (var change in watch.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                // One that cannot be read tells nothing: the next poll says what is wrong with it.
                if (change.Object is { } lease)
                {
                    context.Report(view.SeeEvent(lease, change.Type == WatchEventType.Deleted), view.Current.Record);
                }
            }
        }
    }
}
