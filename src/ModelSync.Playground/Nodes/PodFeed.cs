using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Nodes;

/// <summary>
/// Tells every state of every pod, for ever: lists, watches from there, resumes a watch that ended and lists again when its version is gone.
/// </summary>
internal sealed class PodFeed(IKubernetesClient client, IPodObserver observer, SimulatedNodesLog log, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly IResourceClient<Pod> _pods = client.Resource<Pod>();
    private ResourceVersion _position;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (_position.IsNone)
                {
                    _position = await ListAsync(cancellationToken).ConfigureAwait(false);
                }

                await WatchAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesApiException e) when (e.IsExpired)
            {
                _position = ResourceVersion.None;
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
            {
                // The API server restarts, or the network does; both come back.
                log.WatchFailed(e.Message);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ResourceVersion> ListAsync(CancellationToken cancellationToken)
    {
        var list = await _pods.ListAsync(ListOptions.All, cancellationToken).ConfigureAwait(false);
        observer.Replaced(list.Items.Select(pod => pod.Metadata.Uid!).ToHashSet(StringComparer.Ordinal));
        foreach (var pod in list.Items)
        {
            await observer.ChangedAsync(pod, cancellationToken).ConfigureAwait(false);
        }

        return list.ResourceVersion;
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var options = new WatchOptions { ResourceVersion = _position };
        var watch = await _pods.WatchAsync(options, cancellationToken).ConfigureAwait(false);
        IAsyncDisposable open = watch;
        await using var closing = open.ConfigureAwait(false);
        var cursor = WatchCursor.For(options);
        await foreach (var change in watch.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(change, cancellationToken).ConfigureAwait(false);
            cursor = cursor.After(change);
            _position = cursor.Position;
        }
    }

    private async Task TellAsync(WatchEvent<Pod> change, CancellationToken cancellationToken)
    {
        if (change.Type is WatchEventType.Deleted && change.Metadata?.Uid is { } gone)
        {
            observer.Gone(gone);
        }
        else if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Object: { } pod })
        {
            await observer.ChangedAsync(pod, cancellationToken).ConfigureAwait(false);
        }
    }
}
