using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>A cluster's client that notes what is written. Raw requests are not looked into; and the client stays the cluster's: disposing this one ends nothing.</summary>
internal sealed class RecordingClient(IKubernetesClient inner, WriteRecorder recorder) : IKubernetesClient
{
    public ClusterName Cluster => inner.Cluster;

    public IDiscoveryClient Discovery => inner.Discovery;

    public IProxyClient Proxy => inner.Proxy;

    public IResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new RecordingResourceClient<T>(inner.Resource(type), recorder);

    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken) => inner.SendRawAsync(request, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
