using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching;

/// <summary>The informers of one cluster, shared by all who ask for the same kind; thread-safe. Running it runs each of them, also those added later.</summary>
public interface IInformerSet : IRunnable
{
    /// <summary>Every cache of the set.</summary>
    IReadOnlyCollection<ICacheView> Caches { get; }

    /// <summary>True once every informer has synced; new ones make it false again.</summary>
    bool HasSynced { get; }

    /// <summary>The informer of a kind in one representation, made at the first call; no options take whichever is there, or the defaults.</summary>
    /// <exception cref="InvalidOperationException">The same kind and representation was asked for with other options.</exception>
    IInformer<T> Add<T>(ResourceType<T> type, InformerOptions<T>? options = null)
        where T : class, IKubernetesObject;

    /// <summary>The informer that was added before: a missing one is a mistake of the program, never a silent watch more.</summary>
    /// <exception cref="InvalidOperationException">Nobody has added it.</exception>
    IInformer<T> Get<T>(ResourceType<T> type)
        where T : class, IKubernetesObject;

    /// <summary>The caches that hold objects of a kind, in whatever representation.</summary>
    IReadOnlyList<ICacheView> CachesOf(ResourceInfo resource);

    /// <summary>Completes once every informer that is in the set now has synced.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
