using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>
/// Writes statuses beside the serving, which never waits for the API server. Only the newest wish for each object is kept; a patch carries
/// the resourceVersion that it was made from, so that nobody else's words are overwritten.
/// </summary>
internal sealed class StatusWriter(IKubernetesClient client, DataPlaneLog log, TimeProvider time)
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Wish> _wishes = [];
    private readonly DirtyKeys _dirty = new(time);

    /// <summary>Has a status written. The patch is made when its turn comes, from the newest known state; null where nothing is to be changed.</summary>
    public void Write(ObjectKey key, ResourceInfo resource, Func<byte[]?> patch)
    {
        lock (_lock)
        {
            _wishes[key] = new Wish(resource, patch);
        }

        _dirty.Mark(key);
    }

    /// <summary>Ends only as cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var key in await _dirty.TakeAsync(cancellationToken).ConfigureAwait(false))
            {
                Wish? wish;
                lock (_lock)
                {
                    _wishes.TryGetValue(key, out wish);
                }

                if (wish is null)
                {
                    continue;
                }

                if (await WriteAsync(key, wish, cancellationToken).ConfigureAwait(false) is { } pause)
                {
                    _dirty.MarkLater(key, pause);
                }
                else
                {
                    Forget(key, wish);
                }
            }
        }
    }

    private void Forget(ObjectKey key, Wish done)
    {
        lock (_lock)
        {
            // A newer wish may have come meanwhile.
            if (ReferenceEquals(_wishes.GetValueOrDefault(key), done))
            {
                _wishes.Remove(key);
            }
        }
    }

    /// <summary>Null when it is done with, else how long to wait until it is tried again.</summary>
    private async Task<TimeSpan?> WriteAsync(ObjectKey key, Wish wish, CancellationToken cancellationToken)
    {
        try
        {
            if (wish.Patch() is { } patch)
            {
                await client.Dynamic(wish.Resource).Status.PatchAsync(key.Name, Patch.Merge(patch), options: null, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            return ConflictPause;
        }
        catch (KubernetesApiException e) when (e.IsInvalid || e.IsForbidden)
        {
            log.StatusRefused(key.ToString(), e.Message);
            return null;
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            log.StatusFailed(key.ToString(), e.Message);
            return FailurePause;
        }
    }

    private sealed record Wish(ResourceInfo Resource, Func<byte[]?> Patch);
}
