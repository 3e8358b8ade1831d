using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>One cluster's API; thread-safe. Cheap to ask for kinds: nothing is kept per call.</summary>
public interface IKubernetesClient : IAsyncDisposable
{
    /// <summary>The name that this process gives to the cluster.</summary>
    ClusterName Cluster { get; }

    /// <summary>What the server is and serves.</summary>
    IDiscoveryClient Discovery { get; }

    /// <summary>Requests to pods and services by way of the API server.</summary>
    IProxyClient Proxy { get; }

    /// <summary>The objects of one kind in any representation.</summary>
    IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject;

    /// <summary>Sends any other request and returns the answer whatever its status, once the headers are there; the caller disposes it.</summary>
    Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
