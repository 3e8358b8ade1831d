using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// A watch that ends quietly, as if the server had ended it, when the client that it came by is replaced: whoever reads it resumes from the last version
/// by the new one, and needs no list.
/// </summary>
internal sealed class ClusterWatch<T>(
    IWatch<T> watch, RequestPass pass, IRequestGate gate, CancellationTokenSource ended, CancellationToken opening) : IWatch<T>
    where T : class, IKubernetesObject
{
    public async IAsyncEnumerator<WatchEvent<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var events = watch.GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (await MoveNextAsync(events, cancellationToken).ConfigureAwait(false))
            {
                yield return events.Current;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            ended.Dispose();
            pass.Dispose();
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<WatchEvent<T>> events, CancellationToken cancellationToken)
    {
        var isOpen = false;
        try
        {
            isOpen = await events.MoveNextAsync().ConfigureAwait(false);
            return isOpen;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            opening.ThrowIfCancellationRequested();
            if (pass.WatchesEnd.IsCancellationRequested && exception is not KubernetesApiException)
            {
                return false;
            }

            throw;
        }
        finally
        {
            if (!isOpen)
            {
                gate.Disturbed();
            }
        }
    }
}
