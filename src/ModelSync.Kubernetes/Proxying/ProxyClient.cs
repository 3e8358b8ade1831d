using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Proxying;

/// <summary>Sends requests to pods and services by way of the API server.</summary>
internal sealed class ProxyClient(IApiTransport transport, ClientCore core) : IProxyClient
{
    public Task<HttpResponseMessage> SendAsync(ProxyTarget target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: false } uri)
        {
            throw new ArgumentException($"the request's URI \"{request.RequestUri}\" must be relative to the target", nameof(request));
        }

        request.RequestUri = new Uri(transport.BaseAddress, target.PathFor(uri.OriginalString));
        return core.Sender.SendRawAsync(request, cancellationToken);
    }
}
