using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.EndToEnd.World;

/// <summary>Reads single events of a watch.</summary>
internal static class WatchExtensions
{
    /// <summary>The first event that is no bookmark; the watch is used up then.</summary>
    public static async Task<WatchEvent<T>> FirstAsync<T>(this IWatch<T> watch, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        await foreach (var watchEvent in watch.WithCancellation(cancellationToken))
        {
            if (watchEvent.Type != WatchEventType.Bookmark)
            {
                return watchEvent;
            }
        }

        throw new AssertionException("the watch ended without an event");
    }
}
