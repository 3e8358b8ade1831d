using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Makes the clients of a cluster.</summary>
internal static class ClientSource
{
    /// <summary>
    /// Makes a client away from the caller, and waits for it no longer than the caller wants: reading files of a dead network disk cannot be cancelled.
    /// A client that comes after that is closed.
    /// </summary>
    public static async Task<IKubernetesClient> MakeAsync(
        Func<CancellationToken, Task<IKubernetesClient>> factory, Action<Exception> onLateFailure, CancellationToken cancellationToken)
    {
        var making = Task.Run(() => factory(cancellationToken), cancellationToken);
        try
        {
            return await making.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!making.IsCompleted)
        {
            _ = CloseLateAsync(making, onLateFailure);
            throw;
        }
    }

    private static async Task CloseLateAsync(Task<IKubernetesClient> making, Action<Exception> onLateFailure)
    {
        try
        {
            var client = await making.ConfigureAwait(false);
            await client.DisposeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nothing was made.
        }
        catch (Exception exception)
        {
            onLateFailure(exception);
        }
    }
}
