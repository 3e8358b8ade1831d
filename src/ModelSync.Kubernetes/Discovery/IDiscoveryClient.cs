
namespace ModelSync.Kubernetes.Discovery;

/// <summary>Asks a server what it is and serves; every call asks anew.</summary>
public interface IDiscoveryClient
{
    /// <summary>The server's version.</summary>
    Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>Every kind in every served version, without subresources. Groups whose own server does not answer are left out and named.</summary>
    Task<ServedResources> GetResourcesAsync(CancellationToken cancellationToken);
}
