using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>Reads the objects of one kind in one representation; thread-safe.</summary>
/// <typeparam name="T">The representation.</typeparam>
public interface IResourceReader<T>
    where T : class, IKubernetesObject
{
    /// <summary>How the API names the kind.</summary>
    ResourceInfo Resource { get; }

    /// <summary>Reads one object; null where it is not there. A kind that the server does not know throws.</summary>
    Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken);

    /// <summary>Reads all pages of one state. A continue token that expired on the way throws (<see cref="KubernetesApiException.IsExpired"/>).</summary>
    IAsyncEnumerable<ListPage<T>> ListPagesAsync(ListOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a whole list as one page; where a continue token expires on the way, once more without pages.</summary>
    Task<ListPage<T>> ListAsync(ListOptions options, CancellationToken cancellationToken);

    /// <summary>Opens a watch; done as soon as the server has accepted it, not with the first event. The token ends the open watch too.</summary>
    Task<IWatch<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken);
}
