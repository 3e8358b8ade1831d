using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

internal static class WorkQueueExtensions
{
    /// <summary>Takes a key that must be ready.</summary>
    public static QueueLease<TKey> TakeReady<TKey>(this IWorkQueue<TKey> queue)
        where TKey : notnull
    {
        var taken = queue.GetAsync(CancellationToken.None);
        return taken.IsCompletedSuccessfully ? taken.Result : throw new InvalidOperationException("no key was ready");
    }
}
