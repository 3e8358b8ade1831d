using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>
/// An open watch, enumerated once. It ends quietly when the server ends it (resume from the last version), throws
/// <see cref="KubernetesApiException"/> when the server ends it with an error (410: list again), and
/// <see cref="KubernetesConnectionException"/> when the connection fails or stays silent past the server's own deadline.
/// Disposing it ends an enumeration that is under way by an <see cref="ObjectDisposedException"/>.
/// </summary>
/// <typeparam name="T">The representation.</typeparam>
public interface IWatch<T> : IAsyncEnumerable<WatchEvent<T>>, IAsyncDisposable
    where T : class, IKubernetesObject;
